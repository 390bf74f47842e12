// SCUT2002, SCUT4002: assigns a field of the struct that lies in the state's object
public struct Vector
{
    public int X;
}

public sealed class Ball
{
    public Vector Speed; // here
}

public sealed record Kicked(int X);

public static class BallReducer
{
    [Reducer]
    public static Ball Apply(Ball state, Kicked action)
    {
        state.Speed.X += action.X; // here
        return state;
    }
}
