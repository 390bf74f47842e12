// SCUT1003: a gallery lists the replaying machine's directory, in a getter three deep
using System.Collections.Immutable;

public sealed record Gallery(ImmutableArray<string> Pictures);
public sealed record Refreshed(string Folder);

public sealed class Folder(string path)
{
    public int Size => Names.Length;
    public string[] Names => Read();
    private string[] Read() => Directory.GetFiles(path);
}

public static class GalleryReducers
{
    [Reducer]
    public static Gallery Apply(Gallery state, Refreshed action)
    {
        var folder = new Folder(action.Folder);
        return folder.Size == 0 ? state : state with { Pictures = [] }; // here
    }
}
