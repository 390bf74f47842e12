// silent: init accessors, copy constructor and primary constructor of the user, all pure
public record Note(string Text)
{
    private readonly int _length = Text.Length;

    protected Note(Note original) => Text = original.Text;

    public string Title { get => Text; init => Text = value.Trim(); }
}

public static class Reducers
{
    [Reducer]
    public static Note Apply(Note state, Bumped action) => state with { Title = action.Text };
}
