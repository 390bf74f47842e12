// silent: walks a tree of any depth with a local stack
using System.Collections.Immutable;

public sealed record Folder(int Files, ImmutableList<Folder> Children);

public sealed record Drive(Folder Root, int Files);

public sealed record Counted;

public static class DriveReducer
{
    [Reducer]
    public static Drive Apply(Drive state, Counted action)
    {
        var files = 0;
        var open = new Stack<Folder>();
        open.Push(state.Root);
        while (open.Count > 0)
        {
            var folder = open.Pop();
            files += folder.Files;
            foreach (var child in folder.Children)
                open.Push(child);
        }

        return state with { Files = files };
    }
}
