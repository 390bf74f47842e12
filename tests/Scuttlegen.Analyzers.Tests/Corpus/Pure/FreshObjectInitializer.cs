// silent: object, collection and index initialisers fill what was just made
public sealed record Route(int Length);

public sealed record RouteChosen(int Via);

public sealed class Plan
{
    public List<int> Stops { get; } = [];
    public Dictionary<int, int> Lengths { get; } = new();
    public int Extra { get; set; }
}

public static class RouteReducer
{
    [Reducer]
    public static Route Apply(Route state, RouteChosen action)
    {
        var plan = new Plan
        {
            Stops = { 1, action.Via, 9 },
            Lengths = { [1] = 4, [9] = 7 },
            Extra = action.Via % 5,
        };
        plan.Extra++;
        return new Route(plan.Stops.Count + plan.Lengths[9] + plan.Extra);
    }
}
