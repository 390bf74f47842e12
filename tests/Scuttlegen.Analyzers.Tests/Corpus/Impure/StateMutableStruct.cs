// SCUT4002: a positional record struct has setters
public record struct Point(int X); // here

public sealed record Sprite(Point At, int Frame);

public sealed record FrameShown;

public static class SpriteReducer
{
    [Reducer]
    public static Sprite Apply(Sprite state, FrameShown action) => state with { Frame = state.Frame + 1 };
}
