// SCUT1006: TimeSpan's "g" format uses the culture's decimal separator
public sealed record Lap(string Text);
public sealed record Lapped(TimeSpan Time);

public static class LapReducers
{
    [Reducer]
    public static Lap Apply(Lap state, Lapped action) => new(action.Time.ToString("g")); // here
}
