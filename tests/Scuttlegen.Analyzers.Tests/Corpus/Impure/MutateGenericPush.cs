// SCUT2002, SCUT4002: a generic helper pushes onto the state's collection
public sealed record Bookmarks(HashSet<string> Urls); // here

public sealed record Bookmarked(string Url);

public static class Collections
{
    public static TCollection Push<TCollection, T>(TCollection collection, T item)
        where TCollection : ICollection<T>
    {
        collection.Add(item);
        return collection;
    }
}

public static class BookmarksReducer
{
    [Reducer]
    public static Bookmarks Apply(Bookmarks state, Bookmarked action) =>
        new(Collections.Push(state.Urls, action.Url)); // here
}
