// SCUT1003, SCUT2003: a metrics counter is incremented once per replay instead of once per action
using System.Diagnostics.Metrics;

public static class Metrics
{
    private static readonly Meter Meter = new("board");
    private static readonly Counter<long> Moves = Meter.CreateCounter<long>("moves");
    public static void Moved() => Moves.Add(1);
}

public sealed record Piece(string Square);
public sealed record Moved(string To);

public static class PieceReducers
{
    [Reducer]
    public static Piece Apply(Piece state, Moved action)
    {
        Metrics.Moved(); // here
        return new Piece(action.To);
    }
}
