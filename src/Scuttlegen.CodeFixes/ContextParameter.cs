using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Scuttlegen.CodeFixes;

/// <summary>A reducer's <c>ReplayContext</c> parameter: the one it has, or the one it is to get.</summary>
/// <param name="Name">The parameter's name.</param>
/// <param name="Exists">Whether the reducer has it.</param>
/// <param name="TypeName">How the type is written there.</param>
/// <param name="NeedsUsing">Whether that takes a <c>using Scuttlegen;</c>.</param>
internal sealed record ContextParameter(string Name, bool Exists, string TypeName, bool NeedsUsing)
{
    private const string ContextType = "Scuttlegen.ReplayContext";

    /// <summary>The parameter of <paramref name="reducer"/>, or <see langword="null"/> where it can neither be used nor added.</summary>
    public static ContextParameter? For(MethodDeclarationSyntax reducer, SemanticModel model, CancellationToken cancellation)
    {
        if (model.GetDeclaredSymbol(reducer, cancellation) is not { } method)
            return null;
        foreach (var parameter in method.Parameters)
        {
            if (parameter.Type.ToDisplayString() == ContextType)
                return new ContextParameter(SyntaxFacts.GetKeywordKind(parameter.Name) == SyntaxKind.None ? parameter.Name : "@" + parameter.Name, true, "", false);
        }

        // A partial method has another signature elsewhere; anything but (state, action) is no reducer to extend.
        var isPartial = method.PartialDefinitionPart is not null || method.PartialImplementationPart is not null;
        if (isPartial || method.Parameters is not [_, { IsOptional: false, IsParams: false }] || HasOverloadWithContext(method))
            return null;

        // A delegate of two parameters cannot be made of a method of three.
        if (IsMadeADelegate(reducer, method, model, cancellation))
            return null;

        var types = model.LookupNamespacesAndTypes(reducer.SpanStart, name: "ReplayContext");
        var isKnown = types is [var type] && type.ToDisplayString() == ContextType;
        var typeName = isKnown || types.IsEmpty ? "ReplayContext" : "global::" + ContextType;
        return new ContextParameter(FreeName(reducer), false, typeName, types.IsEmpty);
    }

    /// <summary>Whether the name means this parameter there: a lambda's own parameter may hide it.</summary>
    public bool IsVisibleAt(ExpressionSyntax use, SemanticModel model) =>
        !Exists || (model.LookupSymbols(use.SpanStart, name: Name.TrimStart('@')) is [IParameterSymbol { Type: var type }] && type.ToDisplayString() == ContextType);

    /// <summary>The reducer with the parameter as its third, laid out as the second is.</summary>
    public MethodDeclarationSyntax AddTo(MethodDeclarationSyntax reducer)
    {
        var list = reducer.ParameterList;
        var action = list.Parameters[1];
        var parameter = SyntaxFactory.Parameter(SyntaxFactory.Identifier(Name))
            .WithType(SyntaxFactory.ParseTypeName(TypeName).WithTrailingTrivia(SyntaxFactory.Space))
            .WithLeadingTrivia(action.GetLeadingTrivia().Where(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)))
            .WithTrailingTrivia(action.GetTrailingTrivia());
        // Where commas begin lines, the line break stands before the comma; what is said of the first parameter is not of the second.
        var comma = list.Parameters.GetSeparator(0);
        comma = comma.WithTrailingTrivia(WithoutComments(comma.TrailingTrivia));
        var last = action.WithTrailingTrivia(WithoutComments(list.Parameters[0].GetTrailingTrivia()));
        var all = list.Parameters.GetWithSeparators().Replace(action, last).Add(comma).Add(parameter);
        return reducer.WithParameterList(list.WithParameters(SyntaxFactory.SeparatedList<ParameterSyntax>(all)));
    }

    /// <summary>The reducer's calls of itself, which need the new argument.</summary>
    public static IEnumerable<InvocationExpressionSyntax> RecursionsIn(MethodDeclarationSyntax reducer, SemanticModel model, CancellationToken cancellation)
    {
        var method = model.GetDeclaredSymbol(reducer, cancellation);
        return reducer.DescendantNodes()
            .OfType<InvocationExpressionSyntax>()
            .Where(call => call.ArgumentList.Arguments.Count > 0 && SymbolEqualityComparer.Default.Equals(Called(model.GetSymbolInfo(call, cancellation).Symbol), method));
    }

    /// <summary>The call with the context as a further argument.</summary>
    public InvocationExpressionSyntax Pass(InvocationExpressionSyntax call)
    {
        var comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space);
        var argument = SyntaxFactory.Argument(SyntaxFactory.IdentifierName(Name));
        // After a name out of position only names may follow.
        if (call.ArgumentList.Arguments.Any(static other => other.NameColon is not null))
            argument = argument.WithNameColon(SyntaxFactory.NameColon(Name).WithTrailingTrivia(SyntaxFactory.Space));
        var all = call.ArgumentList.Arguments.GetWithSeparators().Add(comma).Add(argument);
        return call.WithArgumentList(call.ArgumentList.WithArguments(SyntaxFactory.SeparatedList<ArgumentSyntax>(all)));
    }

    private static ISymbol? Called(ISymbol? symbol) => (symbol as IMethodSymbol)?.ReducedFrom ?? symbol;

    private static bool IsMadeADelegate(MethodDeclarationSyntax reducer, IMethodSymbol method, SemanticModel model, CancellationToken cancellation) =>
        reducer.DescendantNodes()
            .OfType<SimpleNameSyntax>()
            .Where(name => name.Identifier.ValueText == method.Name && !IsCalled(name))
            .Any(name => SymbolEqualityComparer.Default.Equals(Called(model.GetSymbolInfo(name, cancellation).Symbol), method));

    private static bool IsCalled(SimpleNameSyntax name)
    {
        ExpressionSyntax named = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
        return named.Parent is InvocationExpressionSyntax call && call.Expression == named;
    }

    private static SyntaxTriviaList WithoutComments(SyntaxTriviaList trivia)
    {
        if (!trivia.Any(static one => !one.IsKind(SyntaxKind.WhitespaceTrivia) && !one.IsKind(SyntaxKind.EndOfLineTrivia)))
            return trivia;
        return SyntaxFactory.TriviaList(trivia.Where(static one => one.IsKind(SyntaxKind.EndOfLineTrivia)));
    }

    private static bool HasOverloadWithContext(IMethodSymbol method) =>
        method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>().Any(other =>
            other.Parameters is [var state, var action, var context]
            && context.Type.ToDisplayString() == ContextType
            && SymbolEqualityComparer.Default.Equals(state.Type, method.Parameters[0].Type)
            && SymbolEqualityComparer.Default.Equals(action.Type, method.Parameters[1].Type));

    private static string FreeName(MethodDeclarationSyntax reducer)
    {
        var taken = new HashSet<string>(
            reducer.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText),
            StringComparer.Ordinal);
        var name = "context";
        for (var number = 0; taken.Contains(name); number++)
            name = number == 0 ? "replayContext" : "replayContext" + number;
        return name;
    }
}
