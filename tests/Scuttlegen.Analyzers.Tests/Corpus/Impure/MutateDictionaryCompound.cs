// SCUT2002, SCUT4002: adds to an entry of the state's dictionary by a compound assignment
public sealed record Poll(Dictionary<string, int> Votes); // here

public sealed record Voted(string Option);

public static class PollReducer
{
    [Reducer]
    public static Poll Apply(Poll state, Voted action)
    {
        if (!state.Votes.ContainsKey(action.Option))
            return state;
        state.Votes[action.Option] += 1; // here
        return state;
    }
}
