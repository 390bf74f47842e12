// silent: the initial states are the same everywhere; what only looks like one, or belongs to no state, may be anything
using System.Collections.Immutable;

public sealed record Chess(Guid Id, ImmutableSortedDictionary<string, int> Squares)
{
    public static Chess Initial { get; } = new(Guid.Parse("6f9619ff-8b86-d011-b42d-00c04fc964ff"), ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal));

    // Initial comes first: nobody begins with this one.
    public static Chess Empty => new(Guid.NewGuid(), Initial.Squares);
}

public sealed class Session
{
    public static Session Initial { get; } = new();

    public DateTime Began { get; } = DateTime.UtcNow;
}

public sealed record Placed(string Square, int Piece);

public static class ChessReducer
{
    [Reducer]
    public static Chess Apply(Chess state, Placed action) => state with { Squares = state.Squares.SetItem(action.Square, action.Piece) };
}
