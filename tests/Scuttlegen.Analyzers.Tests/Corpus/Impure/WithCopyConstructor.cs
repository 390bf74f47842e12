// SCUT1002 Apply → new Note → Guid.NewGuid
public sealed record Note(string Text)
{
    public Note(Note original)
    {
        Text = original.Text;
        Id = Guid.NewGuid();
    }

    public Guid Id { get; }
}

public static class Reducers
{
    [Reducer]
    public static Note Apply(Note state, Bumped action) => state with { Text = action.Text }; // here
}
