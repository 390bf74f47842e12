// SCUT1006: a guard parses a date with the current culture: day and month swap
public static class Guards
{
    [Guard]
    public static bool InTime(Tally state, Bumped action) => DateTime.TryParse(action.Text, out var day) && day > state.At; // here
}
