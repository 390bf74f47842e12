// silent: strings are sorted with the ordinal comparer in every way there is
using System.Collections.Immutable;

public sealed record Names(ImmutableArray<string> All, string First, string Longest);
public sealed record NameGiven(string Name);

public static class NameReducers
{
    [Reducer]
    public static Names Apply(Names state, NameGiven action)
    {
        var list = state.All.ToList();
        list.Add(action.Name);
        list.Sort(StringComparer.Ordinal);
        string[] array = [.. list];
        Array.Sort(array, string.CompareOrdinal);
        Array.Sort(array, StringComparer.Ordinal);
        var ordered = array.OrderBy(name => name.Length).ThenBy(name => name, StringComparer.Ordinal).ToImmutableArray();
        return new Names(array.Order(StringComparer.OrdinalIgnoreCase).ThenBy(name => name, StringComparer.Ordinal).ToImmutableArray(), list.Min(StringComparer.Ordinal)!, ordered[^1]);
    }
}
