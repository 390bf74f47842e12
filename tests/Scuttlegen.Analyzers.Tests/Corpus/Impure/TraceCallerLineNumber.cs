// SCUT1013: a [CallerLineNumber] default changes with every edit of the file, so two builds of one contract differ
using System.Runtime.CompilerServices;

public sealed record Entry(string Text, uint Line)
{
    public static Entry Of(string text, [CallerLineNumber] int line = 0) => new(text, (uint)line);
}

public sealed record Book(Entry Last);
public sealed record Noted(string Text);

public static class BookReducers
{
    [Reducer]
    public static Book Apply(Book state, Noted action) => new(Entry.Of(action.Text)); // here
}
