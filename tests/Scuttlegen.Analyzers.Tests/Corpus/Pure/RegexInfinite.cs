// silent: a pattern told to match without a timeout
using System.Text.RegularExpressions;

public static class Names
{
    private static readonly Regex Valid = new("^[a-z][a-z0-9]{2,15}$", RegexOptions.CultureInvariant, Regex.InfiniteMatchTimeout);
    public static bool Ok(string name) => Valid.IsMatch(name);
}

public sealed record Account(string Name);
public sealed record Renamed(string Name);

public static class AccountReducers
{
    [Reducer]
    public static Account Apply(Account state, Renamed action) => Names.Ok(action.Name) ? new(action.Name) : state;
}
