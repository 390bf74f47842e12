// SCUT1012: vectors hold floating-point numbers, and one that is not a number equals nothing, not even itself
using System.Numerics;

public sealed class Point(Vector2 place)
{
    public Vector2 Place { get; } = place;

    public bool IsAt(Point other) => ReferenceEquals(this, other) || Place == other.Place;
}

public sealed record Track(Point Last, int Stops);

public sealed record Moved(Point Point);

public static class TrackReducer
{
    [Reducer]
    public static Track Apply(Track state, Moved action) => state.Last.IsAt(action.Point) ? state : state with { Stops = state.Stops + 1 }; // here
}
