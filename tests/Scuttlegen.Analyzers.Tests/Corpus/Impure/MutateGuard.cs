// SCUT2002: the guard that counts attempts writes to the action
public sealed class Attempted
{
    public int Tries { get; set; }
    public string Pin { get; init; } = "";
}

public sealed record Lock(string Pin, bool Open);

public static class LockReducer
{
    [Guard]
    public static bool Allowed(Lock state, Attempted action)
    {
        action.Tries++; // here
        return action.Tries < 4;
    }

    [Reducer]
    public static Lock Apply(Lock state, Attempted action) => state with { Open = state.Pin == action.Pin };
}
