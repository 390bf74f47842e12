// SCUT1012: Contains over records that hold an IReadOnlyList member compares that list by reference
using System.Collections.Immutable;

public sealed record Vote(string By, IReadOnlyList<string> Ranking);
public sealed record Urn(ImmutableList<Vote> Votes);
public sealed record VoteCast(Vote Vote);

public static class UrnReducers
{
    [Reducer]
    public static Urn Apply(Urn state, VoteCast action) => state.Votes.Contains(action.Vote) ? state : new(state.Votes.Add(action.Vote)); // here
}
