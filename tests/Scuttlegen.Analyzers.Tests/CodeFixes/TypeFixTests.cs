using Microsoft.CodeAnalysis.Testing;
using Scuttlegen.Analyzers.Tests.Testing;
using Scuttlegen.CodeFixes;
using Xunit;

namespace Scuttlegen.Analyzers.Tests.CodeFixes;

/// <summary>Fixes of declarations: partial, sealed, immutable.</summary>
public sealed class TypeFixTests
{
    [Theory]
    [InlineData(
        "// An action.\n[GossipAction]\npublic sealed record {|SCUT0001:Added|}(int By);\n",
        "// An action.\n[GossipAction]\npublic sealed partial record Added(int By);\n")]
    [InlineData(
        "public static class {|SCUT0001:Outer|}\n{\n    /* in */ struct {|SCUT0001:Middle|}\n    {\n        [GossipAction] internal sealed record {|SCUT0001:Added|}(int By);\n    }\n}\n",
        "public static partial class Outer\n{\n    /* in */ partial struct Middle\n    {\n        [GossipAction] internal sealed partial record Added(int By);\n    }\n}\n")]
    public Task Partial_with_what_is_around_it(string before, string after) => Fixing.BecomesAsync(
        new PartialFix(), "using Scuttlegen;\n\n" + before, "using Scuttlegen;\n\n" + after, behaviors: CodeFixTestBehaviors.SkipLocalDiagnosticCheck);

    [Theory]
    [InlineData("[GossipAction] public partial record {|SCUT3007:Added|}(int By);", "[GossipAction] public sealed partial record Added(int By);")]
    [InlineData("// Why.\n[GossipAction]\npartial record {|SCUT3007:Added|}(int By);", "// Why.\n[GossipAction]\nsealed partial record Added(int By);")]
    [InlineData("/// <summary>Why.</summary>\n[GossipAction]\nclass {|SCUT3007:Added|};", "/// <summary>Why.</summary>\n[GossipAction]\nsealed class Added;")]
    public Task Sealed(string before, string after) => Fixing.BecomesAsync(new SealedFix(), "using Scuttlegen;\n\n" + before, "using Scuttlegen;\n\n" + after);

    [Theory]
    [InlineData("[GossipAction] public record {|SCUT3007:Added|}(int By); public sealed record More(int By) : Added(By);")]
    [InlineData("[GossipAction] public class {|SCUT3007:Added|} { public virtual int By => 1; }")]
    public Task Not_sealed(string source) => Fixing.IsNotOfferedAsync(new SealedFix(), "using Scuttlegen;\n\n" + source);

    [Theory]
    [InlineData("public sealed record State(List<int> {|SCUT4002:Items|});", "public sealed record State(ImmutableList<int> Items);")]
    [InlineData("public sealed record State(Dictionary<string, int>? {|SCUT4002:Items|} = null);", "public sealed record State(ImmutableSortedDictionary<string, int>? Items = null);")]
    [InlineData("public sealed record State\n{\n    // All.\n    public List<int> {|SCUT4002:Items|} { get; set; } = new(); // of them\n}", "public sealed record State\n{\n    // All.\n    public ImmutableList<int> Items { get; init; } = []; // of them\n}")]
    [InlineData("public sealed record State\n{\n    public int[] {|SCUT4002:Items|} { get; set; } = [];\n}", "public sealed record State\n{\n    public ImmutableArray<int> Items { get; init; } = [];\n}")]
    [InlineData("public sealed record State\n{\n    public int[] {|SCUT4002:Items|} { get; init; } // all\n}", "public sealed record State\n{\n    public ImmutableArray<int> Items { get; init; } = []; // all\n}")]
    [InlineData(
        "public sealed record State\n{\n    public HashSet<string> {|SCUT4002:Items|} { get; init; } = [];\n    public Dictionary<string, List<int>> {|SCUT4002:Map|} { get; init; } = new();\n}",
        "public sealed record State\n{\n    public ImmutableSortedSet<string> Items { get; init; } = ImmutableSortedSet<string>.Empty.WithComparer(StringComparer.Ordinal);\n    public ImmutableSortedDictionary<string, ImmutableList<int>> Map { get; init; } = ImmutableSortedDictionary<string, ImmutableList<int>>.Empty.WithComparers(StringComparer.Ordinal);\n}")]
    [InlineData("public sealed record State\n{\n    public string {|SCUT4002:Text|} { get; set; } = \"\";\n}", "public sealed record State\n{\n    public string Text { get; init; } = \"\";\n}")]
    [InlineData("public sealed class State\n{\n    /* a */ public int {|SCUT4002:Number|};\n    // b\n    internal List<int> {|SCUT4002:Items|} = new();\n}", "public sealed class State\n{\n    /* a */ public readonly int Number;\n    // b\n    internal readonly ImmutableList<int> Items = [];\n}")]
    [InlineData(
        "public sealed record State(List<int> {|SCUT4002:Items|});\n\npublic static class R\n{\n    public static State Start() => new(new List<int>());\n    public static State Apply(State state, int by) => state with { Items = new List<int>(state.Items) { by } };\n    public static State Sort(State state) => state with { Items = state.Items.Order().ToList() };\n}",
        "public sealed record State(ImmutableList<int> Items);\n\npublic static class R\n{\n    public static State Start() => new([]);\n    public static State Apply(State state, int by) => state with { Items = [.. state.Items, by] };\n    public static State Sort(State state) => state with { Items = state.Items.Order().ToImmutableList() };\n}")]
    public Task Immutable(string before, string after) => Fixing.BecomesAsync(new ImmutableMemberFix(), Head + before + Reducer, Head + after + Reducer);

    [Theory]
    [InlineData("public sealed record State(List<int> {|SCUT4002:Items|});\npublic static class R { public static void Apply(State state) => state.Items[0] = 1; }")]
    [InlineData("public sealed record State { public int {|SCUT4002:Number|} { get; set; } }\npublic static class R { public static void Apply(State state) => state.Number = 1; }")]
    [InlineData("public sealed record State(List<int> {|SCUT4002:Items|});\npublic static class R { public static List<int> Apply(State state) => state.Items; }")]
    [InlineData("public sealed record State { public System.Text.StringBuilder {|SCUT4002:Text|} { get; set; } = new(); }")]
    [InlineData("public sealed record State(List<Queue<System.Text.StringBuilder>> {|SCUT4002:Items|});")]
    public Task Not_where_its_users_would_not_compile_or_it_could_still_be_changed(string source) => Fixing.IsNotOfferedAsync(new ImmutableMemberFix(), Head + source + Reducer);

    [Fact]
    public Task A_using_is_added() => Fixing.BecomesAsync(
        new ImmutableMemberFix(),
        "using System.Collections.Generic;\nusing Scuttlegen;\n\npublic sealed record State(List<int> {|SCUT4002:Items|});" + Reducer,
        "using System.Collections.Generic;\nusing System.Collections.Immutable;\nusing Scuttlegen;\n\npublic sealed record State(ImmutableList<int> Items);" + Reducer);

    private const string Head = "using System;\nusing System.Collections.Generic;\nusing System.Collections.Immutable;\nusing System.Linq;\nusing Scuttlegen;\n\n";

    private const string Reducer = "\n\npublic static class Reducing\n{\n    [Reducer]\n    public static State Keep(State state, Bumped action) => state;\n}\n";
}
