// silent: a GetHashCode over HashCode.Combine serves dictionary lookups only
using System.Collections.Immutable;

public readonly struct Square(int file, int rank) : IEquatable<Square>
{
    public int File => file;
    public int Rank => rank;
    public bool Equals(Square other) => File == other.File && Rank == other.Rank;
    public override bool Equals(object? other) => other is Square square && Equals(square);
    public override int GetHashCode() => HashCode.Combine(file, rank);
}

public sealed record Chess(ImmutableDictionary<Square, string> Pieces);
public sealed record Moved(Square From, Square To);

public static class ChessReducers
{
    [Reducer]
    public static Chess Apply(Chess state, Moved action) =>
        state.Pieces.TryGetValue(action.From, out var piece) ? new(state.Pieces.Remove(action.From).SetItem(action.To, piece)) : state;
}
