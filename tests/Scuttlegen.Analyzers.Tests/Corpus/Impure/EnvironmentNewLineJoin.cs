// SCUT1005: lines are joined with the platform's newline
using System.Collections.Immutable;

public sealed record Note(string Text);
public sealed record NoteWritten(ImmutableArray<string> Lines);

public static class NoteReducers
{
    [Reducer]
    public static Note Apply(Note state, NoteWritten action) => new(string.Join(Environment.NewLine, action.Lines)); // here
}
