// silent: sorted collections of integers and of strings' lengths need no culture
using System.Collections.Immutable;

public sealed record Slots(ImmutableSortedDictionary<int, string> Taken, ImmutableArray<int> Free);
public sealed record SlotTaken(int Slot, string By);

public static class SlotReducers
{
    [Reducer]
    public static Slots Apply(Slots state, SlotTaken action)
    {
        var free = state.Free.Remove(action.Slot).ToList();
        free.Sort();
        var sorted = new SortedSet<int>(free);
        return new Slots(ImmutableSortedDictionary<int, string>.Empty.AddRange(state.Taken).SetItem(action.Slot, action.By), [.. sorted]);
    }
}
