// SCUT1006: a generic helper interpolates T, here a float
public static class Show
{
    public static string Pair<T>(string name, T value) => $"{name}={value}";
}

public sealed record Settings(string Text);
public sealed record Slid(float Volume);

public static class SettingsReducers
{
    [Reducer]
    public static Settings Apply(Settings state, Slid action) => new(Show.Pair("volume", action.Volume)); // here
}
