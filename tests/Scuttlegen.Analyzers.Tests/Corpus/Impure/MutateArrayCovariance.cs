// SCUT2002, SCUT4002: the array is written through an array of its base type
public abstract record Shape;

public sealed record Circle(int Radius) : Shape;

public sealed record Canvas(Circle[] Circles); // here

public sealed record CircleGrown(int Index, int Radius);

public static class Shapes
{
    public static void Replace(Shape[] shapes, int index, Shape by) => shapes[index] = by;
}

public static class CanvasReducer
{
    [Reducer]
    public static Canvas Apply(Canvas state, CircleGrown action)
    {
        Shapes.Replace(state.Circles, action.Index, new Circle(action.Radius)); // here
        return state with { };
    }
}
