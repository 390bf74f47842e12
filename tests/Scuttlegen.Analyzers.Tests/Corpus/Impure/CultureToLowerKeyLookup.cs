// SCUT1006: a dictionary key is lower-cased with the current culture in an extension method
using System.Collections.Immutable;

public static class Normalising
{
    public static string AsKey(this string name) => name.Trim().ToLower();
}

public sealed record Users(ImmutableDictionary<string, string> ByKey);
public sealed record Registered(string Name);

public static class UserReducers
{
    [Reducer]
    public static Users Apply(Users state, Registered action) => new(state.ByKey.SetItem(action.Name.AsKey(), action.Name)); // here
}
