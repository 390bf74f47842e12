// SCUT1008: a helper that takes IEnumerable<string> is given a set and numbers it
using System.Collections.Immutable;

public static class Numbering
{
    public static ImmutableList<string> Numbered(IEnumerable<string> items)
    {
        var result = ImmutableList.CreateBuilder<string>();
        foreach (var item in items)
            result.Add(item);
        return result.ToImmutable();
    }
}

public sealed record Outline(ImmutableHashSet<string> Heads, ImmutableList<string> Lines);
public sealed record HeadAdded(string Head);

public static class OutlineReducers
{
    [Reducer]
    public static Outline Apply(Outline state, HeadAdded action)
    {
        var heads = state.Heads.Add(action.Head);
        return new Outline(heads, Numbering.Numbered(heads)); // here
    }
}
