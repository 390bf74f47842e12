// SCUT1005: an AppContext switch, set in one peer's runtimeconfig only, changes the rule
public sealed record Ballot(uint Votes);
public sealed record Cast(string Voter);

public static class BallotReducers
{
    [Reducer]
    public static Ballot Apply(Ballot state, Cast action) => AppContext.TryGetSwitch("Voting.Weighted", out var weighted) && weighted ? new(state.Votes + 2) : new(state.Votes + 1); // here
}
