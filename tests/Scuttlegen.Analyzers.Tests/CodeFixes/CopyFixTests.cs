using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Scuttlegen.Analyzers.Tests.Testing;
using Scuttlegen.CodeFixes;
using Xunit;

namespace Scuttlegen.Analyzers.Tests.CodeFixes;

public sealed class CopyFixTests
{
    private static readonly StandIn Finder = new(RuleIds.InputMutated, IsMutation);

    private static readonly StandIn DroppedFinder = new("SCUT4008", static (node, _) => node is InvocationExpressionSyntax { Parent: ExpressionStatementSyntax });

    [Theory]
    [InlineData("{|SCUT2002:state.Value = action.By|};\n        return state;", "return state with { Value = action.By };")]
    [InlineData("{|SCUT2002:state.Value += action.By|};\n        return state;", "return state with { Value = state.Value + action.By };")]
    [InlineData("{|SCUT2002:state.Value *= action.By - 1|};\n        return state;", "return state with { Value = state.Value * (action.By - 1) };")]
    [InlineData("{|SCUT2002:state.Value++|};\n        return state;", "return state with { Value = state.Value + 1 };")]
    [InlineData("{|SCUT2002:--state.Value|};\n        return state;", "return state with { Value = state.Value - 1 };")]
    [InlineData("{|SCUT2002:state.Text ??= \"a\"|};\n        return state;", "return state with { Text = state.Text ?? \"a\" };")]
    [InlineData("{|SCUT2002:state.Value = 1|};\n        {|SCUT2002:state.Text = \"a\"|};\n        return state;", "return state with { Value = 1, Text = \"a\" };")]
    [InlineData(
        "{|SCUT2002:state.Value = 1|};\n        {|SCUT2002:state.Text = state.Value + \"a\"|};\n        return state;",
        "state = state with { Value = 1 };\n        return state with { Text = state.Value + \"a\" };")]
    [InlineData(
        "{|SCUT2002:state.Value++|};\n        {|SCUT2002:state.Value++|};\n        return state;",
        "state = state with { Value = state.Value + 1 };\n        return state with { Value = state.Value + 1 };")]
    [InlineData(
        "{|SCUT2002:state.Value = 1|};\n        var sum = state.Value;\n        {|SCUT2002:state.Value = sum + 1|};\n        return state;",
        "state = state with { Value = 1 };\n        var sum = state.Value;\n        return state with { Value = sum + 1 };")]
    [InlineData("{|SCUT2002:state.Inner.Rank = 1|};\n        return state;", "return state with { Inner = state.Inner with { Rank = 1 } };")]
    [InlineData("if (action.By > 0)\n        {\n            {|SCUT2002:state.Value = 1|};\n        }\n\n        return state;", "if (action.By > 0)\n        {\n            state = state with { Value = 1 };\n        }\n\n        return state;")]
    [InlineData("{|SCUT2002:action.By = 1|};\n        return state with { Value = action.By };", "action = action with { By = 1 };\n        return state with { Value = action.By };")]
    [InlineData(
        "// First.\n        {|SCUT2002:state.Value = 1|}; // one\n        // Second.\n        {|SCUT2002:state.Text = \"a\"|};\n\n        return state; // done",
        "// First.\n        // one\n        // Second.\n        return state with { Value = 1, Text = \"a\" }; // done")]
    public Task A_changed_copy(string before, string after) => Fixing.BecomesAsync(new CopyFix(), Body(before), Body(after), Finder);

    [Theory]
    [InlineData("{|SCUT4008:state.Items.Add(action.By)|};\n        return state;", "return state with { Items = state.Items.Add(action.By) };")]
    [InlineData("var list = state.Items;\n        {|SCUT4008:list.Add(1)|};\n        return state with { Items = list };", "var list = state.Items;\n        list = list.Add(1);\n        return state with { Items = list };")]
    public Task A_dropped_result(string before, string after) => Fixing.BecomesAsync(new CopyFix(), Body(before), Body(after), DroppedFinder);

    [Theory]
    [InlineData("var old = state; {|SCUT2002:state.Value = 1|}; return old;")]
    [InlineData("{|SCUT2002:state.Other.Number = 1|}; return state;")]
    [InlineData("{|SCUT2002:state.Array[0] = 1|}; return state;")]
    [InlineData("{|SCUT2002:state.Value = {|SCUT2002:state.Small = 1|}|}; return state;")]
    [InlineData("Action change = () => {|SCUT2002:state.Value = 1|}; change(); return state;")]
    [InlineData("{|SCUT2002:state.Small++|}; return state;")]
    [InlineData("if (action.By > 0) {|SCUT2002:state.Value = 1|}; return state;")]
    [InlineData("Keep(state); {|SCUT2002:state.Value = 1|}; return state; static void Keep(State kept) { }")]
    public Task Nothing_where_a_copy_would_be_something_else(string body) => Fixing.IsNotOfferedAsync(new CopyFix(), Body(body), Finder);

    [Fact]
    public Task Nothing_in_a_helper() => Fixing.IsNotOfferedAsync(new CopyFix(), Body("{|SCUT2002:state.Value = 1|}; return state;"), new StandIn(RuleIds.InputMutated, IsMutation, isDirect: false));

    private static bool IsMutation(SyntaxNode node, SemanticModel model)
    {
        var target = node switch
        {
            AssignmentExpressionSyntax { Parent: not InitializerExpressionSyntax } assignment => assignment.Left,
            PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression } step => step.Operand,
            PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreDecrementExpression } step => step.Operand,
            _ => null,
        };
        return target is MemberAccessExpressionSyntax or ElementAccessExpressionSyntax;
    }

    private static string Body(string statements) =>
        "using System;\nusing System.Collections.Immutable;\n\npublic sealed record Inner { public int Rank { get; set; } }\n\npublic sealed class Other { public int Number { get; set; } }\n\n"
        + "public sealed record Step { public int By { get; set; } }\n\n"
        + "public sealed record State\n{\n    public int Value { get; set; }\n    public byte Small { get; set; }\n    public string Text { get; set; } = \"\";\n    public Inner Inner { get; set; } = new();\n"
        + "    public Other Other { get; set; } = new();\n    public int[] Array { get; set; } = [];\n    public ImmutableList<int> Items { get; init; } = [];\n}\n\n"
        + "public static class R\n{\n    public static State Apply(State state, Step action)\n    {\n        " + statements + "\n    }\n}\n";
}
