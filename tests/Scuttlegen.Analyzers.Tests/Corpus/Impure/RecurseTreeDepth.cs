// SCUT2008: measures a tree of unbounded depth by recursion
using System.Collections.Immutable;

public sealed record Folder(string Name, ImmutableList<Folder> Children);

public sealed record Drive(Folder Root, int Depth);

public sealed record DepthAsked;

public static class Folders
{
    public static int Depth(Folder folder)
    {
        var deepest = 0;
        foreach (var child in folder.Children)
            deepest = Math.Max(deepest, Depth(child));
        return deepest + 1;
    }
}

public static class DriveReducer
{
    [Reducer]
    public static Drive Apply(Drive state, DepthAsked action) => state with { Depth = Folders.Depth(state.Root) }; // here
}
