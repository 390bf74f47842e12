// SCUT4002: IList promises a setter
public sealed record Playlist(IList<string> Songs, bool Playing); // here

public sealed record Started;

public static class PlaylistReducer
{
    [Reducer]
    public static Playlist Apply(Playlist state, Started action) => state with { Playing = true };
}
