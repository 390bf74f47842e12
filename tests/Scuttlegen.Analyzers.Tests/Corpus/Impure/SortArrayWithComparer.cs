// SCUT1009: Array.Sort with a comparer object that looks at one member only
using System.Collections.Immutable;

public sealed record Song(string Name, uint Likes);

public sealed class ByLikes : IComparer<Song>
{
    public int Compare(Song? x, Song? y) => (x?.Likes ?? 0).CompareTo(y?.Likes ?? 0);
}

public sealed record Charts(ImmutableArray<Song> Songs);
public sealed record Liked(string Name, uint Likes);

public static class ChartReducers
{
    [Reducer]
    public static Charts Apply(Charts state, Liked action)
    {
        Song[] songs = [.. state.Songs, new Song(action.Name, action.Likes)];
        Array.Sort(songs, new ByLikes()); // here
        return new Charts([.. songs]);
    }
}
