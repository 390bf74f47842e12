// SCUT1012: not a number is not equal to itself: one point equals itself, two of the same coordinates do not.
public sealed class Point(double x) : IEquatable<Point>
{
    public double X { get; } = x;

    public bool Equals(Point? other) => ReferenceEquals(this, other) || (other is not null && X == other.X);

    public override bool Equals(object? obj) => obj is Point other && Equals(other);

    public override int GetHashCode() => 0;
}

public sealed record Map(Point Here, bool Moved);

public sealed record Went(Point To);

public static class MapReducer
{
    [Reducer]
    public static Map Apply(Map state, Went action) => state with { Moved = !state.Here.Equals(action.To) }; // here
}
