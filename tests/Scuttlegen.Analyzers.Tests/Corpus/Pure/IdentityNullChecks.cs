// silent: null checks, type tests and pattern matches compare no identities
public abstract record Shape;
public sealed record Circle(uint Radius) : Shape;
public sealed record Rectangle(uint Width, uint Height) : Shape;

public sealed record Canvas(Shape? Selected, uint Area);
public sealed record ShapeSelected(Shape? Shape);

public static class CanvasReducers
{
    [Reducer]
    public static Canvas Apply(Canvas state, ShapeSelected action)
    {
        if (action.Shape is null || (object?)state.Selected == null && action.Shape == null) return state;
        var area = action.Shape switch
        {
            Circle { Radius: var r } => 3 * r * r,
            Rectangle(var width, var height) when width != height => width * height,
            Rectangle square => square.Width * square.Width,
            _ => 0u,
        };
        return ReferenceEquals(action.Shape, null) ? state : new Canvas(action.Shape, area);
    }
}
