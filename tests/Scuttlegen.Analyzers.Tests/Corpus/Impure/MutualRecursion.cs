// SCUT1001 Apply → Ring.A → Ring.B → Ring.C → DateTime.UtcNow
public static class Ring
{
    public static long A(long n) => n <= 0 ? 0 : B(n - 1);
    public static long B(long n) => n <= 0 ? A(n) : C(n - 1);
    public static long C(long n) => n <= 0 ? A(n) + B(n) : DateTime.UtcNow.Ticks;
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Value = Ring.A(action.By) }; // here
}
