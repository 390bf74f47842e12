using CsCheck;
using Scuttlegen.Crdt.Causality;
using Xunit;

namespace Scuttlegen.Crdt.Tests;

/// <summary>Sets of spans against sets of single positions.</summary>
public sealed class SpanSetTests
{
    private const int Line = 40;

    private static readonly Gen<(int Verb, int First, int Length)[]> Edits = Gen.Select(Gen.Int[0, 5], Gen.Int[1, Line], Gen.Int[0, 6]).Array[0, 15];

    [Fact]
    public void Every_operation_agrees_with_a_set_of_positions() => Gen.Select(Edits, Edits).Sample(
        (left, right) =>
        {
            var (a, aPositions) = Apply(left);
            var (b, bPositions) = Apply(right);
            Check(aPositions, a);
            Check([.. aPositions.Union(bPositions)], a.Union(b));
            Assert.Equal(aPositions.IsSubsetOf(bPositions), a.IsSubsetOf(b));
            Assert.Equal(aPositions.SetEquals(bPositions), a.Equals(b));
            Assert.True(a.Union(b).Equals(b.Union(a)));
        },
        iter: 5_000);

    private static (SpanSet Set, HashSet<int> Positions) Apply((int Verb, int First, int Length)[] edits)
    {
        var set = SpanSet.Empty(new Causality.Author(Peers.Source(0)));
        HashSet<int> positions = [];
        foreach (var (verb, first, length) in edits)
        {
            if (verb == 0)
            {
                var missing = Enumerable.Range(1, first).Except(positions).ToHashSet();
                Check(missing, set.MissingUpTo(At(first)));
                set = set.WithPrefix(At(first));
                positions.UnionWith(missing);
            }
            else
            {
                set = set.With(At(first), At(first + length));
                positions.UnionWith(Enumerable.Range(first, length + 1));
            }
        }

        return (set, positions);
    }

    private static UInt128 At(int position) => SpanSet.Origin + (UInt128)position;

    private static void Check(HashSet<int> expected, SpanSet set)
    {
        for (var position = 1; position <= Line + 8; position++) Assert.Equal(expected.Contains(position), set.Contains(At(position)));
        Assert.Equal(expected.Count == 0, set.IsEmpty);
        var end = set.Prefix;
        foreach (var span in set.Cloud)
        {
            Assert.True(span.Key > end + 1, "two spans touch");
            Assert.True(span.Value >= span.Key, "a span is empty");
            end = span.Value;
        }
    }
}
