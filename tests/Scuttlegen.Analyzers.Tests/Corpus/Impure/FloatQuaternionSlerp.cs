// SCUT1010: Quaternion.Slerp needs an arc cosine
using System.Numerics;

public sealed record Camera(float X, float Y, float Z, float W);
public sealed record Turned(float X, float Y, float Z, float W);

public static class Turning
{
    public static Quaternion Half(Quaternion from, Quaternion to) => Quaternion.Slerp(from, to, 0.5f);
}

public static class CameraReducers
{
    [Reducer]
    public static Camera Apply(Camera state, Turned action)
    {
        var q = Turning.Half(new Quaternion(state.X, state.Y, state.Z, state.W), new Quaternion(action.X, action.Y, action.Z, action.W)); // here
        return new Camera(q.X, q.Y, q.Z, q.W);
    }
}
