// SCUT1008: OrderBy(length) of a set leaves words of one length in hash order, then Take
using System.Collections.Immutable;

public sealed record Hints(ImmutableHashSet<string> Words, ImmutableArray<string> Shortest);
public sealed record HintAdded(string Word);

public static class HintReducers
{
    [Reducer]
    public static Hints Apply(Hints state, HintAdded action)
    {
        var words = state.Words.Add(action.Word);
        return new Hints(words, [.. words.OrderBy(word => word.Length).Take(3)]); // here
    }
}
