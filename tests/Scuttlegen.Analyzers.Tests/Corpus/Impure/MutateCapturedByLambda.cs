// SCUT2002, SCUT4002: a helper runs the lambda that adds to the state's list
public sealed record Pinboard(List<string> Pins); // here

public sealed record Pinned(IReadOnlyList<string> Pins);

public static class Each
{
    public static void Do<T>(IEnumerable<T> items, Action<T> what)
    {
        foreach (var item in items)
            what(item);
    }
}

public static class PinboardReducer
{
    [Reducer]
    public static Pinboard Apply(Pinboard state, Pinned action)
    {
        Each.Do(action.Pins, pin => state.Pins.Add(pin)); // here
        return state with { };
    }
}
