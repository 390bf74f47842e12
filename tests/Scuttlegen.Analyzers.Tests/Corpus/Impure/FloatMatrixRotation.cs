// SCUT1010: Matrix3x2.CreateRotation computes sine and cosine inside
using System.Numerics;

public sealed record Sprite(float X, float Y);
public sealed record SpriteTurned(float Radians);

public static class SpriteReducers
{
    [Reducer]
    public static Sprite Apply(Sprite state, SpriteTurned action)
    {
        var rotation = Matrix3x2.CreateRotation(action.Radians); // here
        return new Sprite(state.X * rotation.M11 + state.Y * rotation.M21, state.X * rotation.M12 + state.Y * rotation.M22);
    }
}
