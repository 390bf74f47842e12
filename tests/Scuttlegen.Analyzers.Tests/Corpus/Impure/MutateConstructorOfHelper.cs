// SCUT2002, SCUT4002: the constructor of a view registers itself with the state's list
public sealed record Registry(List<string> Names, int Version); // here

public sealed record Registered(string Name);

public sealed class Registration
{
    public Registration(Registry registry, string name)
    {
        registry.Names.Add(name);
        Position = registry.Names.Count;
    }

    public int Position { get; }
}

public static class RegistryReducer
{
    [Reducer]
    public static Registry Apply(Registry state, Registered action)
    {
        var registration = new Registration(state, action.Name); // here
        return state with { Version = registration.Position };
    }
}
