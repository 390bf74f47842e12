// SCUT2003: a static field takes the out value of a parse
using System.Globalization;

public sealed record Setting(int Value);

public sealed record SettingTyped(string Text);

public static class SettingReducer
{
    private static int _parsed;

    [Reducer]
    public static Setting Apply(Setting state, SettingTyped action) =>
        int.TryParse(action.Text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _parsed) ? new(action.Text.Length) : state; // here
}
