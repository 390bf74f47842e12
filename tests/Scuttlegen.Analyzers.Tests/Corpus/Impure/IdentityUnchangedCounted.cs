// SCUT1012: what the constructor makes is more than its arguments: a copy starts again to count, the object itself goes on.
public sealed class Leaf(string text)
{
    public string Text { get; } = text;

    public int Turns { get; init; }

    public Leaf With(string text) => ReferenceEquals(text, Text) ? this : new Leaf(text);
}

public sealed record Book(Leaf Leaf);

public sealed record Written(string Text);

public static class BookReducer
{
    [Reducer]
    public static Book Apply(Book state, Written action) => new(state.Leaf.With(action.Text)); // here
}
