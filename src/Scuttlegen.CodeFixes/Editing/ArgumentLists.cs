using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Scuttlegen.CodeFixes;

/// <summary>Arguments put into lists, laid out as those around them.</summary>
internal static class ArgumentLists
{
    /// <summary>The list with one more argument at <paramref name="index"/>.</summary>
    public static ArgumentListSyntax Insert(this ArgumentListSyntax list, int index, ArgumentSyntax argument)
    {
        var arguments = list.Arguments;
        var all = arguments.GetWithSeparators();
        if (arguments.Count == 0)
            return list.AddArguments(argument);

        var comma = arguments.SeparatorCount > 0
            ? SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(Layout(arguments.GetSeparator(0).TrailingTrivia))
            : SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space);
        if (index < arguments.Count)
        {
            var next = arguments[index];
            var added = argument.WithLeadingTrivia(next.GetLeadingTrivia().Where(IsLayout));
            var follower = arguments.SeparatorCount > 0 ? next : next.WithLeadingTrivia(next.GetLeadingTrivia().Where(static trivia => !IsLayout(trivia)));
            return list.WithArguments(SyntaxFactory.SeparatedList<ArgumentSyntax>(all.Replace(next, follower).Insert(2 * index, comma).Insert(2 * index, added)));
        }

        var last = arguments.Last();
        var leading = arguments.SeparatorCount > 0 ? last.GetLeadingTrivia().Where(IsLayout) : [];
        var ending = last.GetTrailingTrivia();
        var closed = ending.All(IsLayout) ? last.WithTrailingTrivia() : last;
        argument = argument.WithLeadingTrivia(leading).WithTrailingTrivia(ending.Where(IsLayout));
        return list.WithArguments(SyntaxFactory.SeparatedList<ArgumentSyntax>(all.Replace(last, closed).Add(comma).Add(argument)));
    }

    /// <summary>The call or creation with another argument list.</summary>
    public static ExpressionSyntax WithArguments(ExpressionSyntax call, Func<ArgumentListSyntax, ArgumentListSyntax> change) => call switch
    {
        InvocationExpressionSyntax invocation => invocation.WithArgumentList(change(invocation.ArgumentList)),
        ImplicitObjectCreationExpressionSyntax creation => creation.WithArgumentList(change(creation.ArgumentList)),
        // `new T { … }` has no list yet, and a blank before the braces.
        ObjectCreationExpressionSyntax { ArgumentList: null } creation => creation
            .WithType(creation.Type.WithTrailingTrivia())
            .WithArgumentList(change(SyntaxFactory.ArgumentList()).WithTrailingTrivia(creation.Type.GetTrailingTrivia())),
        ObjectCreationExpressionSyntax creation => creation.WithArgumentList(change(creation.ArgumentList!)),
        _ => call,
    };

    /// <summary>The expression, in parentheses where a member access or an operator could not follow it.</summary>
    public static ExpressionSyntax Operand(this ExpressionSyntax expression) => expression is
        NameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax or ParenthesizedExpressionSyntax or ThisExpressionSyntax or MemberBindingExpressionSyntax
        or LiteralExpressionSyntax or InterpolatedStringExpressionSyntax or PredefinedTypeSyntax or ObjectCreationExpressionSyntax or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression }
            ? expression.WithoutTrivia()
            : SyntaxFactory.ParenthesizedExpression(expression.WithoutTrivia());

    /// <summary>An invocation of <paramref name="method"/> on <paramref name="receiver"/>.</summary>
    public static InvocationExpressionSyntax Call(this ExpressionSyntax receiver, string method, params ExpressionSyntax[] arguments) =>
        SyntaxFactory.InvocationExpression(
            SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, receiver, (SimpleNameSyntax)SyntaxFactory.ParseName(method)),
            List(arguments));

    /// <summary>An argument list of these.</summary>
    public static ArgumentListSyntax List(params ExpressionSyntax[] arguments) => SyntaxFactory.ArgumentList(
        SyntaxFactory.SeparatedList(
            arguments.Select(static argument => SyntaxFactory.Argument(argument)),
            Enumerable.Repeat(SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space), Math.Max(0, arguments.Length - 1))));

    /// <summary>The trivia without comments, and without the blanks before them.</summary>
    private static IEnumerable<SyntaxTrivia> Layout(SyntaxTriviaList trivia) =>
        trivia.Any(SyntaxKind.EndOfLineTrivia) ? trivia.Where(static one => one.IsKind(SyntaxKind.EndOfLineTrivia)) : trivia.Where(IsLayout);

    private static bool IsLayout(SyntaxTrivia trivia) => trivia.IsKind(SyntaxKind.WhitespaceTrivia) || trivia.IsKind(SyntaxKind.EndOfLineTrivia);
}
