// SCUT1012: record equality compares its ImmutableArray member by reference
using System.Collections.Immutable;

public sealed record Shape(string Name, ImmutableArray<int> Points);
public sealed record Canvas(Shape Selected, bool Dirty);
public sealed record ShapeSet(Shape Shape);

public static class CanvasReducers
{
    [Reducer]
    public static Canvas Apply(Canvas state, ShapeSet action)
    {
        var dirty = state.Selected != action.Shape; // here
        return new Canvas(action.Shape, dirty);
    }
}
