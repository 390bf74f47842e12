// silent: addresses and escapes are values
using System.Net;

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with
    {
        Text = WebUtility.HtmlEncode(action.Text) + IPAddress.Parse("10.0.0.1"),
        Value = (int)HttpStatusCode.NotFound + new IPEndPoint(IPAddress.Loopback, 80).Port,
    };
}
