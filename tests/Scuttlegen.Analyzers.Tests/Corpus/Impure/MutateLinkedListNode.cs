// SCUT2002, SCUT4002: sets the value of a node of the state's linked list
public sealed record Route(LinkedList<string> Stops); // here

public sealed record FirstStopRenamed(string Name);

public static class RouteReducer
{
    [Reducer]
    public static Route Apply(Route state, FirstStopRenamed action)
    {
        if (state.Stops.First is { } first)
            first.Value = action.Name; // here
        return state with { };
    }
}
