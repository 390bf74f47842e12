// SCUT1011, SCUT1001: a token cancelled by a timer bounds a search by elapsed time
using System.Threading;

public static class Search
{
    public static uint Deepen(uint limit)
    {
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(20));
        uint depth = 0;
        while (depth < limit && !source.Token.IsCancellationRequested)
            depth++;
        return depth;
    }
}

public sealed record Engine(uint Depth);
public sealed record Thought(uint Limit);

public static class EngineReducers
{
    [Reducer]
    public static Engine Apply(Engine state, Thought action) => new(Search.Deepen(action.Limit)); // here
}
