// SCUT1003: a journal line is appended in a finally block of a helper
public static class Journal
{
    public static Tally Add(Tally tally, int by)
    {
        try { return tally with { Value = tally.Value + by }; }
        finally { File.AppendAllText("journal.txt", "bumped\n"); }
    }
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => Journal.Add(state, action.By); // here
}
