// silent: a ref parameter to the local `state` variable is reassigned, not what it refers to
public sealed record Position(int X, int Y);

public sealed record Travelled(int Dx, int Dy);

public static class Moving
{
    public static void East(ref Position position, int by) => position = position with { X = position.X + by };

    public static void North(ref Position position, int by) => position = new Position(position.X, position.Y + by);
}

public static class PositionReducer
{
    [Reducer]
    public static Position Apply(Position state, Travelled action)
    {
        Moving.East(ref state, action.Dx);
        Moving.North(ref state, action.Dy);
        return state;
    }
}
