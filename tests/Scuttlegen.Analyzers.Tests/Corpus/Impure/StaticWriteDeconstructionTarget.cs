// SCUT2003: deconstructs the move into two static fields
public sealed record Robot(int Distance);

public readonly record struct Step(int X, int Y);

public sealed record RobotMoved(Step Step);

public static class RobotReducer
{
    private static int _x;
    private static int _y;

    [Reducer]
    public static Robot Apply(Robot state, RobotMoved action)
    {
        (_x, _y) = action.Step; // here
        return new Robot(state.Distance + action.Step.X + action.Step.Y);
    }
}
