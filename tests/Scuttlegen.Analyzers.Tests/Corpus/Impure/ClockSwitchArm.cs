// SCUT1001: one arm of a switch expression closes the poll by the replaying peer's clock
public enum PollPhase { Open, Closing, Closed }
public sealed record Poll(PollPhase Phase, DateTimeOffset ClosesAt);
public sealed record Ticked(string Voter);

public static class PollReducers
{
    [Reducer]
    public static Poll Apply(Poll state, Ticked action) => state.Phase switch
    {
        PollPhase.Open => state with { Phase = PollPhase.Closing },
        PollPhase.Closing when DateTimeOffset.UtcNow > state.ClosesAt => state with { Phase = PollPhase.Closed }, // here
        _ => state,
    };
}
