// SCUT4002: a public field that is not readonly
public sealed class Score
{
    public int Points; // here
}

public sealed record Won(int Points);

public static class ScoreReducer
{
    [Reducer]
    public static Score Apply(Score state, Won action) => new() { Points = state.Points + action.Points };
}
