// SCUT1014: Delegate.DynamicInvoke calls through reflection
public static class Calls
{
    public static object? Invoke(Delegate target, params object[] arguments) => target.DynamicInvoke(arguments);
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => Calls.Invoke((string text) => text + "!", action.Text) is string text ? state with { Text = text } : state; // here
}
