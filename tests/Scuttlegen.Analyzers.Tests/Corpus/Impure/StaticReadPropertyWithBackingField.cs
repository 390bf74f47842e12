// SCUT2004: a read-only looking property over a static field that a method sets
public static class Season
{
    private static int _current = 1;

    public static int Current => _current;

    public static void Begin(int season) => _current = season;
}

public sealed record League(int Season, int Points);

public sealed record Won;

public static class LeagueReducer
{
    [Reducer]
    public static League Apply(League state, Won action) => state with { Season = Season.Current, Points = state.Points + 3 }; // here
}
