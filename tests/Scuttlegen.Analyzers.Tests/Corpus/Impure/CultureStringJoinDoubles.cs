// SCUT1006: string.Join of doubles formats each with the current culture
using System.Collections.Immutable;

public sealed record Polyline(string Points);
public sealed record Drawn(ImmutableArray<double> Coordinates);

public static class PolylineReducers
{
    [Reducer]
    public static Polyline Apply(Polyline state, Drawn action) => new(string.Join(' ', action.Coordinates)); // here
}
