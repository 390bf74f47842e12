// SCUT1008: the constructor of a snapshot copies a dictionary's values into an array
using System.Collections.Immutable;

public sealed class Snapshot
{
    public Snapshot(IReadOnlyDictionary<string, string> map) => Values = [.. map.Values];
    public ImmutableArray<string> Values { get; }
}

public sealed record Archive(ImmutableDictionary<string, string> Live, Snapshot? Last);
public sealed record Archived(string By);

public static class ArchiveReducers
{
    [Reducer]
    public static Archive Apply(Archive state, Archived action) => state with { Last = new Snapshot(state.Live) }; // here
}
