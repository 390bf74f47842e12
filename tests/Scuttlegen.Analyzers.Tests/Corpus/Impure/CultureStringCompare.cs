// SCUT1006: string.Compare orders by the current culture
public sealed record Pair(string Low, string High);
public sealed record Paired(string A, string B);

public static class PairReducers
{
    [Reducer]
    public static Pair Apply(Pair state, Paired action) => string.Compare(action.A, action.B) <= 0 ? new(action.A, action.B) : new(action.B, action.A); // here
}
