// silent: `with` through the base type copies the derived record
using System.Collections.Immutable;

public abstract record Shape(int X, int Y)
{
    public virtual Shape Moved(int dx, int dy) => this with { X = X + dx, Y = Y + dy };
}

public sealed record Dot(int X, int Y) : Shape(X, Y);

public sealed record Ring(int X, int Y, int Radius) : Shape(X, Y)
{
    public override Shape Moved(int dx, int dy) => this with { X = X + dx };
}

public sealed record Canvas(ImmutableArray<Shape> Shapes);

public sealed record AllMoved(int Dx, int Dy);

public static class CanvasReducer
{
    [Reducer]
    public static Canvas Apply(Canvas state, AllMoved action) => new([.. state.Shapes.Select(shape => shape.Moved(action.Dx, action.Dy))]);
}
