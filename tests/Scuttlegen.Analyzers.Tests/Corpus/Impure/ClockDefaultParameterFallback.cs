// SCUT1001: an optional "when" that falls back to the clock of whoever replays
public static class Posting
{
    public static DateTimeOffset Stamp(DateTimeOffset? when = null) => when ?? DateTimeOffset.UtcNow;
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Text = action.Text, Seen = Posting.Stamp() }; // here
}
