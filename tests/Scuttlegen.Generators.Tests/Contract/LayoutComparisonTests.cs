using Scuttlegen.Generators.Contract;

namespace Scuttlegen.Generators.Tests.Contract;

/// <summary>Layouts against layouts, for what no declaration in these tests can say.</summary>
public sealed class LayoutComparisonTests
{
    private const string Cases = "A.Circle[R:int32] | A.Square[S:int32]";

    [Theory]
    [InlineData("A.Circle[R:int32] | A.Square[S:int32] | A.Dot[]")] // appended
    [InlineData("B.Circle[R:int32] | A.Quad[S:int32]")] // renamed
    [InlineData("A.Circle[R:int32, Fill:bool=] | A.Square[S:int32]")]
    public void Cases_of_a_union_may_be_appended_and_their_types_renamed(string now) =>
        Assert.Empty(Compare($"[X:union A.Shape({Cases})]", $"[X:union B.Form({now})]"));

    [Theory]
    [InlineData("A.Square[S:int32] | A.Circle[R:int32]", "X(A.Square) stands where 'A.Circle' was shipped: cases are read by position, so from here on deployed peers misread what this build writes, and this build what they wrote")]
    [InlineData("A.Dot[] | A.Circle[R:int32] | A.Square[S:int32]", "X(A.Dot) is inserted before 'A.Circle', which was shipped: cases are read by position, so from here on deployed peers misread what this build writes, and this build what they wrote")]
    [InlineData("A.Square[S:int32]", "X(A.Circle) was shipped and is gone: cases are read by position, so from here on deployed peers misread what this build writes, and this build what they wrote")]
    [InlineData("A.Circle[R:int32]", "X(A.Square) was shipped and is gone: this build cannot read it in what deployed peers wrote")]
    [InlineData("A.Circle[R:text] | A.Square[S:int32]", "X(A.Circle).R was shipped as int32 and is text now: deployed peers cannot read what this build writes, nor this build what they wrote")]
    [InlineData("int32 | A.Square[S:int32]", "X(int32) was shipped as A.Circle and is int32 now: deployed peers cannot read what this build writes, nor this build what they wrote")]
    public void And_nothing_else(string now, string change) =>
        Assert.Equal([change], Compare($"[X:union A.Shape({Cases})]", $"[X:union A.Shape({now})]"));

    [Fact]
    public void A_union_that_contains_itself() =>
        Assert.Empty(Compare("[X:union A.Tree(A.Leaf[] | A.Node[L:^A.Tree, R:^A.Tree])]", "[X:union B.Tree(A.Leaf[] | A.Node[L:^B.Tree, R:^B.Tree] | A.Bud[])]"));

    [Fact]
    public void What_refers_to_another_type_is_another() =>
        Assert.NotEmpty(Compare("[X:A.P[Y:A.Q[Z:^A.P?]]]", "[X:A.P[Y:A.Q[Z:^A.Q?]]]"));

    [Theory]
    [InlineData("[Item1:int32, Note:text?=]", true)]
    [InlineData("[Item1:int32, Item2:text]", false)]
    [InlineData("[Item1:text]", false)]
    public void Items_of_a_tuple_are_members(string now, bool isCompatible) =>
        Assert.Equal(isCompatible, Compare("[X:[Item1:int32]]", $"[X:{now}]").Count == 0);

    [Fact]
    public void What_is_unknown_must_stay()
    {
        Assert.Empty(Compare("[X:later{int32, 7}]", "[X:later{int32, 7}]"));
        Assert.NotEmpty(Compare("[X:later{int32, 7}]", "[X:later{int32, 8}]"));
        Assert.NotEmpty(Compare("[X:block[float32]]", "[X:block[float64]]"));
    }

    [Fact]
    public void Recording_keeps_defaults_of_what_was_appended_before()
    {
        var declared = Root("[A:int32=, B:text?=, C:union T(X[N:int32=] | Y[])=, D:int32=4]");
        Assert.Equal("[A:int32, B:text?, C:union T(X[N:int32] | Y[]), D:int32]", declared.AsRecorded().Print());
        Assert.Equal("[A:int32, B:text?=, C:union T(X[N:int32=] | Y[])=, D:int32=4]", declared.AsRecordedAfter(Root("[A:int32, B:text?=, C:union T(X[])=]")).Print());
    }

    private static List<string> Compare(string shipped, string declared) =>
        [.. LayoutComparison.Between(Root(shipped), Root(declared)).Select(c => $"{c.Path} {c.Change}: {c.Consequence ?? c.WayOut}")];

    private static LayoutRoot Root(string text) => new("Shop.Action", (RecordNode)LayoutParser.Parse(text, 0, out _)!);
}
