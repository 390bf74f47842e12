// silent: a helper that reads the clock stands beside the reducer and is called by the user interface only
public static class Composer
{
    public static Bumped Compose(string text) => new(DateTime.Now.Hour, text + Guid.NewGuid() + Environment.MachineName);
    public static string Ago(DateTimeOffset at) => (DateTimeOffset.Now - at).ToString();
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Text = action.Text };
}
