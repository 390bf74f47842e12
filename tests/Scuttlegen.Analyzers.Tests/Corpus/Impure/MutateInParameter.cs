// SCUT2002, SCUT4002: an `in` parameter protects the reference, not the array behind it
public readonly record struct Frame(int[] Pixels); // here

public sealed record Film(Frame Frame, int Shown);

public sealed record Dimmed(int By);

public static class Frames
{
    public static int Dim(in Frame frame, int by)
    {
        for (var i = 0; i < frame.Pixels.Length; i++)
            frame.Pixels[i] -= by;
        return frame.Pixels.Length;
    }
}

public static class FilmReducer
{
    [Reducer]
    public static Film Apply(Film state, Dimmed action) => state with { Shown = Frames.Dim(state.Frame, action.By) }; // here
}
