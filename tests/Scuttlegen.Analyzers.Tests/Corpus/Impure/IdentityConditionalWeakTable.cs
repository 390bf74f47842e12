// SCUT1012: a ConditionalWeakTable remembers objects of this process only
using System.Runtime.CompilerServices;

public sealed record Visitor(string Name, bool Known);
public sealed record Visited(string Name);

public static class Acquaintances
{
    private static readonly ConditionalWeakTable<Visitor, object> Known = [];
    public static bool Has(Visitor visitor) => Known.TryGetValue(visitor, out _);
}

public static class VisitorReducers
{
    [Reducer]
    public static Visitor Apply(Visitor state, Visited action) => new(action.Name, Acquaintances.Has(state)); // here
}
