// silent: counting and quantifying do not see the order
using System.Collections.Immutable;

public sealed record Poll(ImmutableDictionary<string, uint> Votes, bool Decided, int Voters, bool Unanimous);
public sealed record Voted(string By, uint For);

public static class PollReducers
{
    [Reducer]
    public static Poll Apply(Poll state, Voted action)
    {
        var votes = state.Votes.SetItem(action.By, action.For);
        return new Poll(
            votes,
            votes.Values.Any(vote => vote == 1) && votes.Count > 2,
            votes.Keys.Count(name => name.Length > 0),
            votes.All(vote => vote.Value == action.For) || votes.Values.Contains(7u));
    }
}
