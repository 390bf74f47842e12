// SCUT1006: Array.Sort of strings without a comparer
using System.Collections.Immutable;

public sealed record Ranks(ImmutableArray<string> Names);
public sealed record Ranked(string Name);

public static class RankReducers
{
    [Reducer]
    public static Ranks Apply(Ranks state, Ranked action)
    {
        string[] names = [.. state.Names, action.Name];
        Array.Sort(names); // here
        return new Ranks([.. names]);
    }
}
