// SCUT1003: a guard that writes to the debugger's log
using System.Diagnostics;

public static class Guards
{
    [Guard]
    public static bool Allow(Tally state, Bumped action)
    {
        if (action.By > 0) return true;
        Debug.WriteLine("refused"); // here
        return false;
    }
}
