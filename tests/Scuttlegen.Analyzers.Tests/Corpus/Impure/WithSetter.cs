// SCUT1001 Apply → Note.Text → DateTime.UtcNow
public sealed record Note(DateTime At)
{
    private readonly string _text = "";
    public string Text { get => _text; init { _text = value; At = DateTime.UtcNow; } }
}

public static class Reducers
{
    [Reducer]
    public static Note Apply(Note state, Bumped action) => state with
    {
        Text = action.Text, // here
    };
}
