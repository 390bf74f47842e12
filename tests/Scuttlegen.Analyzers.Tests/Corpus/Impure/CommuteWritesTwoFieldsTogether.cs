// SCUT5001: the maximum is a join, the name beside it is not
public sealed record Leader(int Points, string Name);

public sealed record Finished(int Points, string Name);

public static class LeaderReducer
{
    [Reducer(Commutes = true)]
    public static Leader Apply(Leader state, Finished action) => new(Math.Max(state.Points, action.Points), action.Name); // here
}
