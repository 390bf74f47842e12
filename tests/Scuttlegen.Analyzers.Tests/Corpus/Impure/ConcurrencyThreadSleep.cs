// SCUT1011: Thread.Sleep in a guard stalls every replay
using System.Threading;

public static class Guards
{
    [Guard]
    public static bool CanBump(Tally state, Bumped action)
    {
        Thread.Sleep(10); // here
        return action.By > 0;
    }
}
