// SCUT1018: JsonSerializer.Deserialize with default options in an extension method
using System.Text.Json;

public sealed record Theme(string Name, string Accent);

public static class ThemeParsing
{
    public static Theme? AsTheme(this string json) => JsonSerializer.Deserialize<Theme>(json);
}

public sealed record Look(Theme? Theme);
public sealed record ThemeImported(string Json);

public static class LookReducers
{
    [Reducer]
    public static Look Apply(Look state, ThemeImported action) => new(action.Json.AsTheme()); // here
}
