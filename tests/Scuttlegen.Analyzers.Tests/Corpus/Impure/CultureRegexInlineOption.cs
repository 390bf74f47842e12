// SCUT1006: the inline option (?i) ignores case by the current culture too
using System.Text.RegularExpressions;

public sealed record Rating(bool Positive);
public sealed record Reviewed(string Text);

public static class RatingReducers
{
    [Reducer]
    public static Rating Apply(Rating state, Reviewed action) => new(Regex.IsMatch(action.Text, "(?i)brilliant")); // here
}
