// silent: a helper takes any sequence, is given a set, and only counts
using System.Collections.Immutable;

public static class Measuring
{
    public static int LongerThan(this IEnumerable<string> items, int length)
    {
        var count = 0;
        foreach (var item in items)
            if (item.Length > length)
                count++;
        return count;
    }
}

public sealed record Words(ImmutableHashSet<string> All, int Long);
public sealed record WordCame(string Word);

public static class WordReducers
{
    [Reducer]
    public static Words Apply(Words state, WordCame action)
    {
        var all = state.All.Add(action.Word);
        return new Words(all, all.LongerThan(6));
    }
}
