// SCUT2002, SCUT4002: an extension method adds to the list it extends
public sealed record Album(List<string> Photos); // here

public sealed record PhotoAdded(string Photo);

public static class ListExtensions
{
    public static void AddUnique<T>(this List<T> list, T item)
    {
        if (!list.Contains(item))
            list.Add(item);
    }
}

public static class AlbumReducer
{
    [Reducer]
    public static Album Apply(Album state, PhotoAdded action)
    {
        state.Photos.AddUnique(action.Photo); // here
        return state;
    }
}
