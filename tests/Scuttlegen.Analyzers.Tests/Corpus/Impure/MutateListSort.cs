// SCUT2002, SCUT4002: sorts the leaderboard's list in place
public sealed record Leaderboard(List<int> Scores); // here

public sealed record Scored(int Points);

public static class LeaderboardReducer
{
    [Reducer]
    public static Leaderboard Apply(Leaderboard state, Scored action)
    {
        state.Scores.Sort(); // here
        return new Leaderboard([.. state.Scores, action.Points]);
    }
}
