// SCUT2003: a cache in a generic static class
public static class Last<T>
{
    public static T? Value;
}

public sealed record Sketch(int Strokes);

public sealed record Stroked(string Colour);

public static class SketchReducer
{
    [Reducer]
    public static Sketch Apply(Sketch state, Stroked action)
    {
        Last<string>.Value = action.Colour; // here
        return new Sketch(state.Strokes + 1);
    }
}
