// SCUT1010: Vector2.Normalize goes through hardware paths whose rounding differs
using System.Numerics;

public sealed record Arrow(float X, float Y);
public sealed record Aimed(float X, float Y);

public static class ArrowReducers
{
    [Reducer]
    public static Arrow Apply(Arrow state, Aimed action)
    {
        var aim = Vector2.Normalize(new Vector2(action.X, action.Y)); // here
        return new Arrow(aim.X, aim.Y);
    }
}
