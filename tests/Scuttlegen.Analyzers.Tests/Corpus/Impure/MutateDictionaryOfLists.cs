// SCUT2002, SCUT4002: adds to a list inside the state's index
public sealed record Library(Dictionary<int, List<string>> ByShelf); // here

public sealed record Shelved(int Shelf, string Title);

public static class LibraryReducer
{
    [Reducer]
    public static Library Apply(Library state, Shelved action)
    {
        state.ByShelf[action.Shelf].Add(action.Title); // here
        return state with { };
    }
}
