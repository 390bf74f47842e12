using Scuttlegen.Analyzers.Tests.Testing;
using Scuttlegen.CodeFixes;
using Xunit;

namespace Scuttlegen.Analyzers.Tests.CodeFixes;

public sealed class CopyFixTests
{
    [Theory]
    [InlineData("{|SCUT2002:state.Value = action.By|};\n        return state;", "return state with { Value = action.By };")]
    [InlineData("{|SCUT2002:state.Value += action.By|};\n        return state;", "return state with { Value = state.Value + action.By };")]
    [InlineData("{|SCUT2002:state.Value *= action.By - 1|};\n        return state;", "return state with { Value = state.Value * (action.By - 1) };")]
    [InlineData("{|SCUT2002:state.Value++|};\n        return state;", "return state with { Value = state.Value + 1 };")]
    [InlineData("{|SCUT2002:--state.Value|};\n        return state;", "return state with { Value = state.Value - 1 };")]
    [InlineData("{|SCUT2002:state.Text ??= \"a\"|};\n        return state;", "return state with { Text = state.Text ?? \"a\" };")]
    [InlineData("{|SCUT2002:state.Value = 1|};\n        {|SCUT2002:state.Text = \"a\"|};\n        return state;", "return state with { Value = 1, Text = \"a\" };")]
    [InlineData(
        "{|SCUT2002:state.Value = 1|};\n        {|SCUT2002:state.Text = state.Value > 1 ? \"b\" : \"a\"|};\n        return state;",
        "state = state with { Value = 1 };\n        return state with { Text = state.Value > 1 ? \"b\" : \"a\" };")]
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
    public Task A_changed_copy(string before, string after) => Fixing.BecomesAsync(new CopyFix(), Body(before), Body(after));

    [Theory]
    [InlineData("{|SCUT4008:state.Items.Add(action.By)|};\n        return state;", "return state with { Items = state.Items.Add(action.By) };")]
    [InlineData("var list = state.Items;\n        {|SCUT4008:list.Add(1)|};\n        return state with { Items = list };", "var list = state.Items;\n        list = list.Add(1);\n        return state with { Items = list };")]
    public Task A_dropped_result(string before, string after) => Fixing.BecomesAsync(new CopyFix(), Body(before), Body(after));

    [Theory]
    [InlineData("var old = state; {|SCUT2002:state.Value = 1|}; return old;")]
    [InlineData("{|SCUT2002:state.Other.Number = 1|}; return state;")]
    [InlineData("{|SCUT2002:state.Array[0] = 1|}; return state;")]
    [InlineData("{|SCUT2002:state.Value = {|SCUT2002:state.Small = 1|}|}; return state;")]
    [InlineData("Action change = () => {|SCUT2002:state.Value = 1|}; change(); return state;")]
    [InlineData("Set(state); return state; static void Set(State changed) { {|SCUT2002:changed.Value = 1|}; }")]
    [InlineData("{|SCUT2002:state.Small++|}; return state;")]
    [InlineData("if (action.By > 0) {|SCUT2002:state.Value = 1|}; return state;")]
    [InlineData("Keep(state); {|SCUT2002:state.Value = 1|}; return state; static void Keep(State kept) { }")]
    public Task Nothing_where_a_copy_would_be_something_else(string body) => Fixing.IsNotOfferedAsync(new CopyFix(), Body(body));

    [Fact]
    public Task Nothing_in_a_helper() => Fixing.IsNotOfferedAsync(new CopyFix(), Body("{|SCUT2002:Helper.Set(state)|}; return state;") + "\npublic static class Helper\n{\n    public static void Set(State changed) { changed.Value = 1; }\n}\n");

    private static string Body(string statements) =>
        "using System;\nusing System.Collections.Immutable;\nusing Scuttlegen;\n\npublic sealed record Inner { public int {|SCUT4002:Rank|} { get; set; } }\n\npublic sealed class Other { public int {|SCUT4002:Number|} { get; set; } }\n\n"
        + "public sealed record Step { public int By { get; set; } }\n\n"
        + "public sealed record State\n{\n    public int {|SCUT4002:Value|} { get; set; }\n    public byte {|SCUT4002:Small|} { get; set; }\n    public string {|SCUT4002:Text|} { get; set; } = \"\";\n    public Inner {|SCUT4002:Inner|} { get; set; } = new();\n"
        + "    public Other {|SCUT4002:Other|} { get; set; } = new();\n    public int[] {|SCUT4002:Array|} { get; set; } = [];\n    public ImmutableList<int> Items { get; init; } = [];\n}\n\n"
        + "public static class R\n{\n    [Reducer]\n    public static State Apply(State state, Step action)\n    {\n        " + statements + "\n    }\n}\n";
}
