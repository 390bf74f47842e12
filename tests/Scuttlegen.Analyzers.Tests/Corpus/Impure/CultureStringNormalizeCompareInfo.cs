// SCUT1006: CompareInfo.IsPrefix of the current culture
using System.Globalization;

public sealed record Search(bool Hit);
public sealed record Searched(string Text, string Prefix);

public static class SearchReducers
{
    [Reducer]
    public static Search Apply(Search state, Searched action) => new(CultureInfo.CurrentCulture.CompareInfo.IsPrefix(action.Text, action.Prefix)); // here
}
