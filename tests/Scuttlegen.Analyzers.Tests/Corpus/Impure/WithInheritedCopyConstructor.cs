// SCUT1002 Apply → new Root → Guid.NewGuid
public abstract record Root
{
    protected Root(Root original) => Id = Guid.NewGuid();
    public Guid Id { get; }
}

public sealed record Note(string Text) : Root;

public static class Reducers
{
    [Reducer]
    public static Note Apply(Note state, Bumped action) => state with { Text = action.Text }; // here
}
