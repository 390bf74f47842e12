// SCUT2004: runs down a static list that plug-ins register with
public static class Plugins
{
    private static readonly List<int> Bonuses = [];

    public static void Register(int bonus) => Bonuses.Add(bonus);

    public static int Total()
    {
        var total = 0;
        foreach (var bonus in Bonuses)
            total += bonus;
        return total;
    }
}

public sealed record Score(int Points);

public sealed record LevelCleared(int Points);

public static class ScoreReducer
{
    [Reducer]
    public static Score Apply(Score state, LevelCleared action) => new(state.Points + action.Points + Plugins.Total()); // here
}
