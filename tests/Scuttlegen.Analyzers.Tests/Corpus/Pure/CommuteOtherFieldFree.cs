// silent: the other reducer touches another field, and `with` keeps this one
public sealed record Match(int Fastest, string Title);

public sealed record Clocked(int Speed);

public sealed record Titled(string Title);

public static class MatchReducer
{
    [Reducer(Commutes = true)]
    public static Match Clock(Match state, Clocked action) => state with { Fastest = Math.Max(state.Fastest, action.Speed) };

    [Reducer]
    public static Match Rename(Match state, Titled action) => state with { Title = action.Title };
}
