// silent: `with` makes the copy whose setter is then used, and the copy shares nothing mutable
public sealed record Options
{
    public int Size { get; set; }
    public string Colour { get; set; } = "";
}

public sealed record Shape(int Size, string Colour);

public sealed record Styled(Options Options);

public static class ShapeReducer
{
    [Reducer]
    public static Shape Apply(Shape state, Styled action)
    {
        var options = action.Options with { Size = state.Size };
        options.Colour = options.Colour.Trim();
        options.Size++;
        return new Shape(options.Size, options.Colour);
    }
}
