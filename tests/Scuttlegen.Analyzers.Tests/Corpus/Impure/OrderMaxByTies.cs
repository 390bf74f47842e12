// SCUT1008: MaxBy over a dictionary returns the first of several with equal votes
using System.Collections.Immutable;

public sealed record Election(ImmutableDictionary<string, uint> Votes, string Winner);
public sealed record Voted(string For);

public static class ElectionReducers
{
    [Reducer]
    public static Election Apply(Election state, Voted action)
    {
        var votes = state.Votes.SetItem(action.For, state.Votes.GetValueOrDefault(action.For) + 1);
        return new Election(votes, votes.MaxBy(entry => entry.Value).Key); // here
    }
}
