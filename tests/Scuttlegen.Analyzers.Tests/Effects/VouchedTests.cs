using Microsoft.CodeAnalysis.Diagnostics;
using Scuttlegen.Analyzers.Tests.Testing;
using Xunit;

namespace Scuttlegen.Analyzers.Tests.Effects;

/// <summary>A method of one's own that a line of <c>ScuttlegenApis.txt</c> vouches for.</summary>
public sealed class VouchedTests
{
    private const string Source =
        """
        public static class Trees
        {
            public static bool AreOne(object left, object right) => ReferenceEquals(left, right);

            public static bool AreOther(object left, object right) => !ReferenceEquals(left, right);
        }

        public sealed class Leaf;

        public sealed record Tree(Leaf Leaf, int Turns);

        public sealed record Grown(Leaf Leaf);

        public static class TreeReducer
        {
            [Reducer]
            public static Tree Apply(Tree state, Grown action) => Trees.AreOne(state.Leaf, action.Leaf) ? state : state with { Turns = Trees.AreOther(action.Leaf, state.Leaf) ? 1 : 0 };
        }
        """;

    private const string Both = "SCUT1012 Apply → Trees.AreOne → Object.ReferenceEquals";
    private const string Other = "SCUT1012 Apply → Trees.AreOther → Object.ReferenceEquals";

    [Theory]
    [InlineData("", Both, Other)]
    [InlineData("Pure M:Trees.AreOne", Other)]
    [InlineData("Pure M:Trees.AreOne\nPure M:Trees.AreOther")]
    // What is said of members elsewhere says nothing of one's own.
    [InlineData("Pure T:Trees", Both, Other)]
    [InlineData("Pure M:Trees.*", Both, Other)]
    [InlineData("Identity M:Trees.AreOne", Both, Other)]
    public async Task Only_a_line_for_just_that_method_vouches_for_it(string list, params string[] expected)
    {
        var found = await Analysis.RunAsync(Programs.Compile(("Test.cs", Source)), new AnalyzerOptions([new ListFile(list)]));
        Assert.Equal(expected, found.Where(diagnostic => diagnostic.Id == "SCUT1012").Select(Analysis.IdAndPath));
    }
}
