// SCUT1006: StringBuilder.AppendJoin of doubles formats each with the current culture
using System.Collections.Immutable;
using System.Text;

public sealed record Polygon(string Text);
public sealed record Outlined(ImmutableArray<double> Corners);

public static class PolygonReducers
{
    [Reducer]
    public static Polygon Apply(Polygon state, Outlined action)
    {
        var text = new StringBuilder("M");
        text.AppendJoin(' ', action.Corners); // here
        return new Polygon(text.ToString());
    }
}
