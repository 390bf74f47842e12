// SCUT1003 Apply → Scope.Dispose → Console.WriteLine
public sealed class Scope : IDisposable
{
    public void Dispose() => Console.WriteLine("left");
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action)
    {
        using var scope = new Scope(); // here
        return state with { Value = 1 };
    }
}
