// SCUT1008: SelectMany over a dictionary of lists concatenates them in hash order
using System.Collections.Immutable;

public sealed record Library(ImmutableDictionary<string, ImmutableList<string>> ByAuthor, ImmutableArray<string> Catalogue);
public sealed record BookAdded(string Author, string Title);

public static class LibraryReducers
{
    [Reducer]
    public static Library Apply(Library state, BookAdded action)
    {
        var books = state.ByAuthor.GetValueOrDefault(action.Author, []).Add(action.Title);
        var byAuthor = state.ByAuthor.SetItem(action.Author, books);
        return new Library(byAuthor, byAuthor.SelectMany(entry => entry.Value).ToImmutableArray()); // here
    }
}
