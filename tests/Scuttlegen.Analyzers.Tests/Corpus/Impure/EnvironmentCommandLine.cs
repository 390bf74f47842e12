// SCUT1005: the command line of the replaying process switches debugging on
public static class Switches
{
    private static readonly bool Debugging = Array.IndexOf(Environment.GetCommandLineArgs(), "--debug") >= 0;
    public static bool IsDebugging => Debugging;
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => Switches.IsDebugging ? state with { Text = "debug" } : state; // here
}
