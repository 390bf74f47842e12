// SCUT2004: a static struct whose field the settings page assigns
public struct Limits
{
    public int Length;
}

public static class Settings
{
    public static Limits Limits;

    public static void Apply(int length) => Limits.Length = length;
}

public sealed record Status(string Text);

public sealed record StatusSet(string Text);

public static class StatusReducer
{
    [Reducer]
    public static Status Apply(Status state, StatusSet action) => action.Text.Length > Settings.Limits.Length ? state : new(action.Text); // here
}
