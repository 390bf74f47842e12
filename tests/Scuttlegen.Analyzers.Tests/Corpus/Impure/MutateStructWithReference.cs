// SCUT2002, SCUT4002: the struct is copied, the list inside it is not
public readonly struct Layer(string name, List<int> shapes)
{
    public string Name { get; } = name;
    public List<int> Shapes { get; } = shapes; // here
}

public sealed record Drawing(Layer Top);

public sealed record ShapeDrawn(int Shape);

public static class DrawingReducer
{
    [Reducer]
    public static Drawing Apply(Drawing state, ShapeDrawn action)
    {
        var layer = state.Top;
        layer.Shapes.Add(action.Shape); // here
        return new Drawing(layer);
    }
}
