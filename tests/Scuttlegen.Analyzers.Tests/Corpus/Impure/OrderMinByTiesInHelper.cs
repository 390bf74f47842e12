// SCUT1008: MinBy with ties, in a generic helper that is handed a set
using System.Collections.Immutable;

public static class Choosing
{
    public static T Least<T>(this IEnumerable<T> items, Func<T, int> cost) => items.MinBy(cost)!;
}

public sealed record Route(ImmutableHashSet<string> Stops, string Next);
public sealed record Arrived(string Stop);

public static class RouteReducers
{
    [Reducer]
    public static Route Apply(Route state, Arrived action)
    {
        var left = state.Stops.Remove(action.Stop);
        return left.IsEmpty ? state : new Route(left, left.Least(stop => stop.Length)); // here
    }
}
