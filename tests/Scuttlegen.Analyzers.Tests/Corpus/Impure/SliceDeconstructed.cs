// SCUT2001: deconstructing the whole state reads its local slice too
public sealed record Map(int Zoom, [property: LocalSlice] int Hovered);

public sealed record ZoomedIn;

public static class MapReducer
{
    [Reducer]
    public static Map Apply(Map state, ZoomedIn action)
    {
        var (zoom, _) = state; // here
        return state with { Zoom = zoom + 1 };
    }
}
