// SCUT1005 Apply → Boot.Name → Environment.MachineName
public static class Boot
{
    public static string Name { get; } = Environment.MachineName;
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Text = Boot.Name }; // here
}
