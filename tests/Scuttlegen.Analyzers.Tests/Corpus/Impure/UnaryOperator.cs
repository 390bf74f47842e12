// SCUT1001 Apply → Flip.operator ! → DateTime.UtcNow
public readonly struct Flip
{
    public static bool operator !(Flip flip) => DateTime.UtcNow.Ticks % 2 == 0;
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => !new Flip() ? state : state with { Value = 0 }; // here
}
