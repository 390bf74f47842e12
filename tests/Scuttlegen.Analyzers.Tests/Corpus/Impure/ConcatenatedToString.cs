// SCUT1005 Apply → Who.ToString → Environment.UserName
public sealed class Who
{
    public override string ToString() => Environment.UserName;
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Text = "by " + new Who() }; // here
}
