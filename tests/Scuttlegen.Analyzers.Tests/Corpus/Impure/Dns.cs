// SCUT1003 Apply → Dns.GetHostName
using System.Net;

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Text = Dns.GetHostName() }; // here
}
