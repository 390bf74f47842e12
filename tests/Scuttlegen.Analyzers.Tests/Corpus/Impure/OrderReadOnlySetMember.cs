// SCUT1008: a state's IReadOnlySet member is enumerated with an index
using System.Collections.Immutable;

public sealed record Queue(IReadOnlySet<string> Waiting, ImmutableDictionary<string, int> Positions);
public sealed record Numbered(int Start);

public static class QueueReducers
{
    [Reducer]
    public static Queue Apply(Queue state, Numbered action)
    {
        var positions = ImmutableDictionary<string, int>.Empty;
        var next = action.Start;
        foreach (var name in state.Waiting) // here
            positions = positions.SetItem(name, next++);
        return state with { Positions = positions };
    }
}
