// SCUT1014: a generic patch helper invokes getters by name
public static class Patching
{
    public static object? Read<T>(T target, string name) => typeof(T).GetProperty(name)?.GetValue(target);
}

public sealed record Person(string Name, string City);
public sealed record Asked(string Member);

public static class PersonReducers
{
    [Reducer]
    public static Person Apply(Person state, Asked action) => Patching.Read(state, action.Member) is string text ? state with { City = text } : state; // here
}
