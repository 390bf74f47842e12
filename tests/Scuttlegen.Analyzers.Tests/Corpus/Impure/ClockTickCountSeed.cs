// SCUT1001: the tick count of the machine decides who starts the game
public sealed record Match(string White, string Black);
public sealed record Paired(string First, string Second);

public static class MatchReducers
{
    [Reducer]
    public static Match Apply(Match state, Paired action)
    {
        var swap = (Environment.TickCount & 1) == 0; // here
        return swap ? new Match(action.Second, action.First) : new Match(action.First, action.Second);
    }
}
