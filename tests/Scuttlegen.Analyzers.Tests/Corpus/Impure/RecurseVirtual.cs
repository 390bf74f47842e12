// SCUT2008: a virtual method of the nested shapes calls itself on its parts
using System.Collections.Immutable;

public abstract record Shape
{
    public abstract int Area();
}

public sealed record Square(int Side) : Shape
{
    public override int Area() => Side * Side;
}

public sealed record Group(ImmutableArray<Shape> Parts) : Shape
{
    public override int Area()
    {
        var area = 0;
        foreach (var part in Parts)
            area += part.Area();
        return area;
    }
}

public sealed record Drawing(Shape Root, int Area);

public sealed record AreaAsked;

public static class DrawingReducer
{
    [Reducer]
    public static Drawing Apply(Drawing state, AreaAsked action) => state with { Area = state.Root.Area() }; // here
}
