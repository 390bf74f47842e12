// SCUT1003 Apply → Remote.Load → new HttpClient
// SCUT1011 Apply → Task.Result
using System.Net.Http;

public static class Remote
{
    public static async Task<string> Load(string url)
    {
        using var client = new HttpClient();
        return await client.GetStringAsync(url);
    }
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Text = Remote.Load(action.Text).Result }; // here
}
