// SCUT2004: the state's constructor takes its default from a static that can change
public static class Defaults
{
    public static string Language = "en";
}

public sealed record Draft
{
    public Draft(string text)
    {
        Text = text;
        Language = Defaults.Language;
    }

    public string Text { get; }
    public string Language { get; }
}

public sealed record Begun(string Text);

public static class DraftReducer
{
    [Reducer]
    public static Draft Apply(Draft state, Begun action) => new(action.Text); // here
}
