// SCUT1008: an iterator yields a dictionary's entries, and the reducer stores them as they come
using System.Collections.Immutable;

public static class Listing
{
    public static IEnumerable<string> Lines(ImmutableDictionary<string, string> notes)
    {
        foreach (var (title, body) in notes)
            yield return title + ": " + body;
    }
}

public sealed record Notebook(ImmutableDictionary<string, string> Notes, ImmutableArray<string> Printed);
public sealed record NoteTaken(string Title, string Body);

public static class NotebookReducers
{
    [Reducer]
    public static Notebook Apply(Notebook state, NoteTaken action)
    {
        var notes = state.Notes.SetItem(action.Title, action.Body);
        return new Notebook(notes, Listing.Lines(notes).ToImmutableArray()); // here
    }
}
