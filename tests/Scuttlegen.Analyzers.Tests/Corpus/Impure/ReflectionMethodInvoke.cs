// SCUT1014: a handler method is found by name and invoked
using System.Reflection;

public static class Handlers
{
    public static uint OnPing(uint value) => value + 1;

    public static uint Handle(string name, uint value)
    {
        var method = typeof(Handlers).GetMethod("On" + name, BindingFlags.Public | BindingFlags.Static);
        return method?.Invoke(null, [value]) is uint result ? result : value;
    }
}

public sealed record Counter(uint Value);
public sealed record Signal(string Name);

public static class CounterReducers
{
    [Reducer]
    public static Counter Apply(Counter state, Signal action) => new(Handlers.Handle(action.Name, state.Value)); // here
}
