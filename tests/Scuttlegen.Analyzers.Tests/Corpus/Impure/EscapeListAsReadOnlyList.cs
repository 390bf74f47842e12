// SCUT2005: the read-only list in the state is a List that anyone can cast and change
public sealed record Album(IReadOnlyList<string> Photos);

public sealed record PhotoAdded(string Photo);

public static class AlbumReducer
{
    [Reducer]
    public static Album Apply(Album state, PhotoAdded action)
    {
        var photos = new List<string>(state.Photos) { action.Photo };
        return new Album(photos); // here
    }
}
