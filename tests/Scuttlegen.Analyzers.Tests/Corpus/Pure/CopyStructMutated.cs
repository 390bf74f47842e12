// silent: a struct is a copy, and the copy is changed
public struct Point
{
    public int X;
    public int Y;

    public void Move(int dx, int dy)
    {
        X += dx;
        Y += dy;
    }
}

public sealed record Sprite(int X, int Y);

public sealed record Moved(Point By);

public static class SpriteReducer
{
    [Reducer]
    public static Sprite Apply(Sprite state, Moved action)
    {
        var by = action.By;
        by.Move(1, 1);
        by.X *= 2;
        return new Sprite(state.X + by.X, state.Y + by.Y);
    }
}
