// SCUT1014: a factory takes a Type and lets Activator construct it
public static class Factory
{
    public static object Make(Type type) => Activator.CreateInstance(type)!;
}

public sealed class Plain { public string Name { get; } = "plain"; }
public sealed record Skin(string Name);
public sealed record SkinReset(string By);

public static class SkinReducers
{
    [Reducer]
    public static Skin Apply(Skin state, SkinReset action) => new(((Plain)Factory.Make(typeof(Plain))).Name); // here
}
