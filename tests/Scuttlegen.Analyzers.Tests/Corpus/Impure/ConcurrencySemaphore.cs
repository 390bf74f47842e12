// SCUT1011: a semaphore is waited for with a timeout, three calls down
using System.Threading;

public static class Throttle
{
    private static readonly SemaphoreSlim Slots = new(4);

    public static bool Admit() => Enter();
    private static bool Enter() => Wait(50);
    private static bool Wait(int milliseconds) => Slots.Wait(milliseconds);
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => Throttle.Admit() ? state with { Value = state.Value + action.By } : state; // here
}
