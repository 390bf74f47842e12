// SCUT1012: an object with a finalizer is made by the reducer: it runs when the collector likes
public sealed class Handle(string name)
{
    public string Name { get; } = name;
    ~Handle() => GC.KeepAlive(Name);
}

public sealed record Resource(string Name);
public sealed record Acquired(string Name);

public static class ResourceReducers
{
    [Reducer]
    public static Resource Apply(Resource state, Acquired action) => new(new Handle(action.Name).Name); // here
}
