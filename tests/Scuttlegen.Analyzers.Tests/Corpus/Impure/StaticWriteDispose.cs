// SCUT2003: the scope counts its depth in a static field
public readonly ref struct Depth
{
    private static int _depth;

    public static Depth Enter() => default;

    public void Dispose() => _depth--;
}

public sealed record Folder(string Name);

public sealed record FolderRenamed(string Name);

public static class FolderReducer
{
    [Reducer]
    public static Folder Apply(Folder state, FolderRenamed action)
    {
        using var depth = Depth.Enter(); // here
        return new Folder(action.Name);
    }
}
