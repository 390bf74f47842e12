using System.Collections.Immutable;

namespace Scuttlegen.Tests.History;

/// <summary>States at any place of the history, in both directions, while the store runs on.</summary>
public class TimeTravelTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(700)]
    [InlineData(5000)]
    public async Task Backwards_is_forwards_reversed_and_any_state_can_be_asked_for(int count)
    {
        await using var store = await LedgerStore.OpenAsync();
        for (var i = 0; i < count; i++)
        {
            if (i % 3 == 0) store.Dispatch(new Multiplied((i % 5) + 2));
            else if (i % 97 == 0) store.Dispatch(new Failed());
            else store.Dispatch(new Added(i));
        }

        var history = store.History;
        store.Dispatch(new Added(77));
        var forwards = history.WithStates().ToList();
        Assert.Equal(count, forwards.Count);
        Assert.Equal(forwards.AsEnumerable().Reverse().Select(at => (at.Update, at.State.Value)), history.WithStatesBackwards().Select(at => (at.Update, at.State.Value)));
        Assert.Equal(history.Reverse(), history.Backwards());
        if (count > 0) Assert.Equal(forwards[^1].State.Value, history.State.Value);
        for (var i = 0; i < count; i += 1 + (count / 50))
            Assert.Equal(forwards[i].State.Value, history.StateAt(forwards[i].Update.Stamp).Value);
        Assert.Equal(history.InitialState.Value, history.StateAt(default).Value);
    }

    [Fact]
    public async Task Reading_backwards_a_little_folds_a_little()
    {
        var folded = 0;
        await using var store = await LedgerStore.OpenAsync(table: new LedgerTable { Folding = _ => folded++ });
        for (var i = 0; i < 10_000; i++) store.Dispatch(new Added(1));
        folded = 0;
        Assert.Equal([10_001L, 10_000, 9_999], store.History.WithStatesBackwards().Take(3).Select(at => at.State.Value));
        Assert.InRange(folded, 3, 2 * 64);
    }
}
