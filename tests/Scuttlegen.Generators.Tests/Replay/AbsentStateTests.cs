using Scuttlegen.Generators.Tests.Fixtures;
using Scuttlegen.Runtime;

namespace Scuttlegen.Generators.Tests.Replay;

/// <summary>A root state that a reducer made null, in a store with slices.</summary>
public sealed class AbsentStateTests
{
    private const ulong Left = 1;

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void States_that_are_not_there_are_compared_and_combined(bool isFirst, bool isSecond)
    {
        var (first, second) = (isFirst ? Absent.Initial : null!, isSecond ? Absent.Initial : null!);
        foreach (var slices in new[] { Left, KindFacts.AllSlices })
        {
            Assert.Equal(isFirst == isSecond, AbsentStore.Table.AreIdentical(first, second, slices));
            Assert.Equal(second, AbsentStore.Table.Combine(first, second, slices));
        }
    }
}
