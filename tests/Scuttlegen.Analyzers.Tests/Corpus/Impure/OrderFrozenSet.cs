// SCUT1008: a FrozenSet lays its items out by hash
using System.Collections.Frozen;
using System.Collections.Immutable;

public static class Defaults
{
    public static readonly FrozenSet<string> Columns = FrozenSet.ToFrozenSet(["todo", "doing", "done"], StringComparer.Ordinal);
}

public sealed record Board(ImmutableArray<string> Columns);
public sealed record BoardReset(string By);

public static class BoardReducers
{
    [Reducer]
    public static Board Apply(Board state, BoardReset action) => new([.. Defaults.Columns]); // here
}
