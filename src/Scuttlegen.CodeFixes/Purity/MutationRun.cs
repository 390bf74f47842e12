using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Scuttlegen.CodeFixes;

/// <summary>Mutations of one block that become copies together.</summary>
/// <param name="Runs">Of statements that follow one another, by the index of the first.</param>
internal sealed record MutationRun(ImmutableArray<MutationRun.Run> Runs)
{
    /// <summary>Statements that follow one another and change the same root.</summary>
    /// <param name="First">The index of the first.</param>
    /// <param name="Mutations">One per statement.</param>
    /// <param name="IsReturned">Whether <c>return root;</c> follows at once.</param>
    internal sealed record Run(int First, ImmutableArray<Mutation> Mutations, bool IsReturned);

    /// <summary>Every run of the block that has the root of <paramref name="statement"/>, or <see langword="null"/> where that is no mutation or its root is shared.</summary>
    public static MutationRun? Around(ExpressionStatementSyntax statement, BlockSyntax block, SemanticModel model, CancellationToken cancellation)
    {
        if (Mutation.Of(statement, model, cancellation) is not { } asked || !IsUnshared(asked.Root, statement, model, cancellation))
            return null;
        var runs = ImmutableArray.CreateBuilder<Run>();
        var statements = block.Statements;
        for (var index = 0; index < statements.Count; index++)
        {
            var run = ImmutableArray.CreateBuilder<Mutation>();
            while (index + run.Count < statements.Count
                && statements[index + run.Count] is ExpressionStatementSyntax next
                && Mutation.Of(next, model, cancellation) is { } mutation
                && SymbolEqualityComparer.Default.Equals(mutation.Root, asked.Root))
            {
                run.Add(mutation);
            }

            if (run.Count == 0)
                continue;
            var after = index + run.Count;
            var isReturned = after < statements.Count && statements[after] is ReturnStatementSyntax { Expression: IdentifierNameSyntax name } && name.Identifier.ValueText == asked.Root.Name;
            runs.Add(new Run(index, run.ToImmutable(), isReturned));
            index = after - 1;
        }

        return new MutationRun(runs.ToImmutable());
    }

    /// <summary>The block with copies in place of the mutations.</summary>
    public BlockSyntax ApplyTo(BlockSyntax block)
    {
        var statements = new List<StatementSyntax>();
        var index = 0;
        foreach (var run in Runs)
        {
            statements.AddRange(block.Statements.Skip(index).Take(run.First - index));
            var replaced = block.Statements.Skip(run.First).Take(run.Mutations.Length).ToList();
            index = run.First + run.Mutations.Length;
            var groups = Groups(run.Mutations);
            var start = 0;
            for (var group = 0; group < groups.Count; group++)
            {
                var olds = replaced.Skip(start).Take(groups[group].Count).ToList();
                start += groups[group].Count;
                var isLast = group == groups.Count - 1;
                if (isLast && run.IsReturned)
                {
                    statements.Add(Returned((ReturnStatementSyntax)block.Statements[index], groups[group], olds));
                    index++;
                }
                else
                {
                    statements.Add(Assigned(groups[group], olds));
                }
            }
        }

        statements.AddRange(block.Statements.Skip(index));
        return block.WithStatements([.. statements]);
    }

    /// <summary>Mutations that one copy can make: none reads what another of them changed, or changes it again.</summary>
    private static List<List<Mutation>> Groups(ImmutableArray<Mutation> mutations)
    {
        var groups = new List<List<Mutation>>();
        foreach (var mutation in mutations)
        {
            var canJoin = groups.Count > 0 && mutation.Path.Length > 0
                && groups[groups.Count - 1].All(earlier => earlier.Path.Length > 0 && earlier.Path[0] != mutation.Path[0] && !mutation.Reads(earlier));
            if (!canJoin)
                groups.Add([]);
            groups[groups.Count - 1].Add(mutation);
        }

        return groups;
    }

    private static string Copy(List<Mutation> group) =>
        group[0].Path.Length == 0 ? group[0].Value : $"{group[0].RootName} with {{ {string.Join(", ", group.Select(static mutation => mutation.Initializer()))} }}";

    private static StatementSyntax Assigned(List<Mutation> group, List<StatementSyntax> olds) =>
        SyntaxFactory.ParseStatement($"{group[0].RootName} = {Copy(group)};").WithLeadingTrivia(LeadingOf(olds, null)).WithTrailingTrivia(olds[olds.Count - 1].GetTrailingTrivia());

    private static ReturnStatementSyntax Returned(ReturnStatementSyntax old, List<Mutation> group, List<StatementSyntax> olds)
    {
        var leading = LeadingOf(olds, old);
        return old.WithExpression(SyntaxFactory.ParseExpression(Copy(group)).WithTriviaFrom(old.Expression!)).WithLeadingTrivia(leading);
    }

    /// <summary>The first statement's trivia, and the comments of the others on lines of their own.</summary>
    private static SyntaxTriviaList LeadingOf(List<StatementSyntax> olds, StatementSyntax? last)
    {
        var leading = olds[0].GetLeadingTrivia();
        var indent = leading.LastOrDefault(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia));
        var comments = new List<SyntaxTrivia>();
        for (var index = 0; index < olds.Count; index++)
        {
            if (index > 0)
                comments.AddRange(olds[index].GetLeadingTrivia().Where(IsComment));
            // What trails the statement that is replaced by the last line stays there.
            if (index < olds.Count - 1 || last is not null)
                comments.AddRange(olds[index].GetTrailingTrivia().Where(IsComment));
        }

        if (last is not null)
            comments.AddRange(last.GetLeadingTrivia().Where(IsComment));
        var newLine = olds[0].GetTrailingTrivia().FirstOrDefault(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        if (newLine == default)
            newLine = SyntaxFactory.LineFeed;
        foreach (var comment in comments)
            leading = leading.Add(comment).Add(newLine).Add(indent);
        return leading;
    }

    private static bool IsComment(SyntaxTrivia trivia) => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia);

    /// <summary>Whether nothing else holds the object before: what does would not see the copy. Nor may a lambda or local function capture the root.</summary>
    private static bool IsUnshared(ISymbol root, StatementSyntax statement, SemanticModel model, CancellationToken cancellation)
    {
        var function = FunctionOf(statement);
        if (function is null || root.DeclaringSyntaxReferences is not [var reference] || FunctionOf(reference.GetSyntax(cancellation)) != function)
            return false;
        var loop = statement.Ancestors().TakeWhile(node => node != function).LastOrDefault(static node => node is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax);
        var end = loop?.Span.End ?? statement.SpanStart;
        return function.DescendantNodes()
            .OfType<IdentifierNameSyntax>()
            .Where(name => name.Identifier.ValueText == root.Name && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, cancellation).Symbol, root))
            .All(name => FunctionOf(name) == function && (name.SpanStart >= end || KeepsItToItself(name)));
    }

    private static bool KeepsItToItself(IdentifierNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Expression == name,
        ReturnStatementSyntax or WithExpressionSyntax or ElementAccessExpressionSyntax or IsPatternExpressionSyntax or SwitchExpressionSyntax or BinaryExpressionSyntax => true,
        AssignmentExpressionSyntax assignment => assignment.Left == name,
        _ => false,
    };

    private static SyntaxNode? FunctionOf(SyntaxNode node) =>
        node.FirstAncestorOrSelf<SyntaxNode>(static outer => outer is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or BaseMethodDeclarationSyntax);
}
