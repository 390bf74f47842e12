// SCUT2003: the static constructor of a helper registers it in another class's list
public static class Modules
{
    public static readonly List<string> Loaded = [];
}

public static class Geometry
{
    static Geometry() => Modules.Loaded.Add("geometry");

    public static int Area(int width, int height) => width * height;
}

public sealed record Plot(int Area);

public sealed record Resized(int Width, int Height);

public static class PlotReducer
{
    [Reducer]
    public static Plot Apply(Plot state, Resized action) => new(Geometry.Area(action.Width, action.Height)); // here
}
