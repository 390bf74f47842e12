// SCUT2002: a mutating struct method called on the state's own field
public struct Tally2
{
    private int _count;

    public readonly int Count => _count;

    public void Hit() => _count++;
}

public sealed class Target
{
    private Tally2 _hits;

    public int Hits => _hits.Count;

    public void Hit() => _hits.Hit();
}

public sealed record Shot;

public static class TargetReducer
{
    [Reducer]
    public static Target Apply(Target state, Shot action)
    {
        state.Hit(); // here
        return state;
    }
}
