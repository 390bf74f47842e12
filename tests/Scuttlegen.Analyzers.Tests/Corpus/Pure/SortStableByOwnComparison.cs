// silent: OrderBy is stable over an array, whatever the records' own comparison says
using System.Collections.Immutable;

public sealed record Entry(ulong Time, ulong Sequence) : IComparable<Entry>
{
    public int CompareTo(Entry? other)
    {
        if (other is null) return 1;
        var byTime = Time.CompareTo(other.Time);
        return byTime != 0 ? byTime : Sequence.CompareTo(other.Sequence);
    }
}

public sealed record Entries(ImmutableArray<Entry> All);
public sealed record EntryCame(Entry Entry);

public static class EntryReducers
{
    [Reducer]
    public static Entries Apply(Entries state, EntryCame action)
    {
        Entry[] all = [.. state.All, action.Entry];
        return new Entries([.. all.OrderBy(entry => entry)]);
    }
}
