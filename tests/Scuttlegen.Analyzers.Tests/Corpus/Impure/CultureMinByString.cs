// SCUT1006: MinBy with a string key compares by culture
using System.Collections.Immutable;

public sealed record Voter(string Name, uint Weight);
public sealed record Council(ImmutableList<Voter> Voters, Voter? Speaker);
public sealed record VoterJoined(string Name, uint Weight);

public static class CouncilReducers
{
    [Reducer]
    public static Council Apply(Council state, VoterJoined action)
    {
        var voters = state.Voters.Add(new Voter(action.Name, action.Weight));
        return new Council(voters, voters.MinBy(voter => voter.Name)); // here
    }
}
