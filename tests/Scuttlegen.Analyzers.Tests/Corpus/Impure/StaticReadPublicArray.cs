// SCUT2004: an exposed array is public, and the file's test hook writes it
public static class Levels
{
    public static readonly int[] Goals = [10, 20, 40];

    public static void Cheat() => Goals[0] = 1;
}

public sealed record Quest(int Level, int Points);

public sealed record PointsWon(int Points);

public static class QuestReducer
{
    [Reducer]
    public static Quest Apply(Quest state, PointsWon action) =>
        state.Points + action.Points >= Levels.Goals[0] ? new(state.Level + 1, 0) : new(state.Level, state.Points + action.Points); // here
}
