// SCUT1001 Apply → Waits.For → Awaiter.GetResult → DateTime.UtcNow
// SCUT1011 Apply → Task.Result
using System.Runtime.CompilerServices;

public readonly struct Awaitable
{
    public Awaiter GetAwaiter() => default;
}

public readonly struct Awaiter : INotifyCompletion
{
    public bool IsCompleted => true;
    public long GetResult() => DateTime.UtcNow.Ticks;
    public void OnCompleted(Action continuation) => continuation();
}

public static class Waits
{
    public static async Task<long> For() => await new Awaitable();
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Value = Waits.For().Result }; // here
}
