// silent: the helper returns a new list, and that one is changed
using System.Collections.Immutable;

public sealed record Queue(ImmutableList<int> Waiting);

public sealed record Joined(List<int> Numbers);

public static class Lists
{
    public static List<T> Copy<T>(IReadOnlyCollection<T> source)
    {
        var copy = new List<T>(source.Count);
        foreach (var item in source)
            copy.Add(item);
        return copy;
    }
}

public static class QueueReducer
{
    [Reducer]
    public static Queue Apply(Queue state, Joined action)
    {
        var numbers = Lists.Copy(action.Numbers);
        numbers.Sort();
        numbers.RemoveAll(number => number < 0);
        return new Queue(state.Waiting.AddRange(numbers));
    }
}
