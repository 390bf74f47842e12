// silent: a maximum is a join
public sealed record HighScore(int Points, long Latest);

public sealed record Scored(int Points, long At);

public static class HighScoreReducer
{
    [Reducer(Commutes = true)]
    public static HighScore Apply(HighScore state, Scored action) =>
        state with { Points = Math.Max(state.Points, action.Points), Latest = Math.Max(state.Latest, action.At) };
}
