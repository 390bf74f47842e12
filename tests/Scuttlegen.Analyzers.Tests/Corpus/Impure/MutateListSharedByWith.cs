// SCUT2002, SCUT4002: the copy made by `with` shares its list with the old state
public sealed record Playlist(string Name, List<string> Tracks, int Revision); // here

public sealed record TrackQueued(string Track);

public static class PlaylistReducer
{
    [Reducer]
    public static Playlist Apply(Playlist state, TrackQueued action)
    {
        var next = state with { Revision = state.Revision + 1 };
        next.Tracks.Add(action.Track); // here
        return next;
    }
}
