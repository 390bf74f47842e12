// SCUT1003 Apply → Scope.Dispose → Console.Beep
public ref struct Scope
{
    public void Dispose() => Console.Beep();
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action)
    {
        using (new Scope()) // here
            return state with { Value = 1 };
    }
}
