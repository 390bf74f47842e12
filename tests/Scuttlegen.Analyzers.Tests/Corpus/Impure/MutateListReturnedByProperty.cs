// SCUT2002: a property hands out the state's private list, and the reducer adds to it
public sealed class Team
{
    private readonly List<string> _members = [];

    public List<string> Members => _members;
}

public sealed record Recruited(string Name);

public static class TeamReducer
{
    [Reducer]
    public static Team Apply(Team state, Recruited action)
    {
        state.Members.Add(action.Name); // here
        return state;
    }
}
