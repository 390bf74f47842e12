// silent: the visitor gathers in its own fields, and is fresh
using System.Collections.Immutable;

public interface IShapeVisitor
{
    void Visit(Circle circle);
    void Visit(Box box);
}

public abstract record Shape
{
    public abstract void Accept(IShapeVisitor visitor);
}

public sealed record Circle(int Radius) : Shape
{
    public override void Accept(IShapeVisitor visitor) => visitor.Visit(this);
}

public sealed record Box(int Width, int Height) : Shape
{
    public override void Accept(IShapeVisitor visitor) => visitor.Visit(this);
}

public sealed class Extent : IShapeVisitor
{
    public int Total { get; private set; }

    public void Visit(Circle circle) => Total += 2 * circle.Radius;

    public void Visit(Box box) => Total += box.Width;
}

public sealed record Drawing(ImmutableArray<Shape> Shapes, int Extent);

public sealed record Measured;

public static class DrawingReducer
{
    [Reducer]
    public static Drawing Apply(Drawing state, Measured action)
    {
        var extent = new Extent();
        foreach (var shape in state.Shapes)
            shape.Accept(extent);
        return state with { Extent = extent.Total };
    }
}
