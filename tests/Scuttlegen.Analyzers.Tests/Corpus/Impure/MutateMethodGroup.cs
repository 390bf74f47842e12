// SCUT2002, SCUT4002: the state's list's own Add is handed over as a delegate and run
public sealed record Roster(List<string> Names); // here

public sealed record Joined(string[] Names);

public static class RosterReducer
{
    [Reducer]
    public static Roster Apply(Roster state, Joined action)
    {
        Array.ForEach(action.Names, state.Names.Add); // here
        return state with { };
    }
}
