// SCUT1006: RegexOptions.IgnoreCase without CultureInvariant folds case by the current culture
using System.Text.RegularExpressions;

public sealed record Filter(bool Blocked);
public sealed record Checked(string Text);

public static class FilterReducers
{
    [Reducer]
    public static Filter Apply(Filter state, Checked action) => new(Regex.IsMatch(action.Text, "^viagra|insider$", RegexOptions.IgnoreCase)); // here
}
