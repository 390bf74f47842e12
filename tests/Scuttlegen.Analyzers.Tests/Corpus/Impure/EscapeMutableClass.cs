// SCUT4002: a fresh object with setters goes into the state
public sealed class Position
{
    public int X { get; set; } // here
}

public sealed record Robot(Position At);

public sealed record RobotMoved(int X);

public static class RobotReducer
{
    [Reducer]
    public static Robot Apply(Robot state, RobotMoved action) => new(new Position { X = action.X });
}
