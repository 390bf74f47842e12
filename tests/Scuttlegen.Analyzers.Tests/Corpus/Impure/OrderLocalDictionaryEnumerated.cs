// SCUT1008: a counting Dictionary with removals is listed in slot order, which the type does not promise
using System.Collections.Immutable;

public sealed record Poll(ImmutableArray<string> Ballots, ImmutableArray<string> Listed);
public sealed record Balloted(string For, string Withdrawn);

public static class PollReducers
{
    [Reducer]
    public static Poll Apply(Poll state, Balloted action)
    {
        var counts = new Dictionary<string, uint>();
        foreach (var ballot in state.Ballots)
            counts[ballot] = counts.GetValueOrDefault(ballot) + 1;
        counts.Remove(action.Withdrawn);
        counts[action.For] = counts.GetValueOrDefault(action.For) + 1;
        return state with { Listed = [.. counts.Keys] }; // here
    }
}
