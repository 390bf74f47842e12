// SCUT1001 Apply → A.One → A.Two → A.Three → A.Four → Environment.TickCount64
public static class A
{
    public static long One(long x) => Two(x) + 1;
    private static long Two(long x) => x < 0 ? 0 : Three(x);
    private static long Three(long x) { return Four() + x; }
    private static long Four() => Environment.TickCount64;
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Value = A.One(action.By) }; // here
}
