// silent: the read-only interface holds an immutable list
using System.Collections.Immutable;

public sealed record Album(IReadOnlyList<string> Photos);

public sealed record PhotoAdded(string Photo);

public static class AlbumReducer
{
    [Reducer]
    public static Album Apply(Album state, PhotoAdded action)
    {
        var photos = new List<string>(state.Photos);
        photos.Insert(0, action.Photo);
        return new Album(photos.ToImmutableList());
    }
}
