// SCUT2004: a feature flag decides how votes count
public static class Features
{
    public static bool DoubleVotes { get; set; }
}

public sealed record Poll(int Votes);

public sealed record Voted;

public static class PollReducer
{
    [Reducer]
    public static Poll Apply(Poll state, Voted action)
    {
        if (Features.DoubleVotes) // here
            return new Poll(state.Votes + 2);
        return new Poll(state.Votes + 1);
    }
}
