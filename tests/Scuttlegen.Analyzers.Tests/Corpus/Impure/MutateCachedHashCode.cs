// SCUT2002: GetHashCode caches its value in the state's key, and the lookup calls it
using System.Collections.Immutable;

public sealed class Key(int row, int column)
{
    private int _hash;

    public int Row { get; } = row;
    public int Column { get; } = column;

    public override bool Equals(object? other) => other is Key key && key.Row == Row && key.Column == Column;

    public override int GetHashCode() => _hash == 0 ? _hash = Row * 397 ^ Column : _hash;
}

public sealed record Grid(ImmutableList<Key> Keys, int Bucket);

public sealed record Bucketed(int Index);

public static class GridReducer
{
    [Reducer]
    public static Grid Apply(Grid state, Bucketed action) => state with { Bucket = state.Keys[action.Index].GetHashCode() & 15 }; // here
}
