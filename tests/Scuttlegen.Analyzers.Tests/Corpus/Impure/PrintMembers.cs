// SCUT1001 Apply → Note.PrintMembers → DateTime.UtcNow
// SCUT1006 Apply → Note.PrintMembers → StringBuilder.Append
using System.Text;

public sealed record Note(string Text)
{
    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append(DateTime.UtcNow.Ticks);
        return true;
    }
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Text = new Note(action.Text).ToString() }; // here
}
