// SCUT1006: ImmutableList<string>.Sort() takes the default, culture-sensitive comparer
using System.Collections.Immutable;

public sealed record Playlist(ImmutableList<string> Songs);
public sealed record SongAdded(string Song);

public static class PlaylistReducers
{
    [Reducer]
    public static Playlist Apply(Playlist state, SongAdded action) => new(state.Songs.Add(action.Song).Sort()); // here
}
