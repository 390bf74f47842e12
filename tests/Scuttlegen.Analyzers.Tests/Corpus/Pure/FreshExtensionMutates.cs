// silent: the extension method adds to the copy it extends
using System.Collections.Immutable;

public sealed record Recent(ImmutableArray<string> Files);

public sealed record FileOpened(string Path);

public static class ListExtensions
{
    public static List<T> MoveToFront<T>(this List<T> list, T item)
    {
        list.Remove(item);
        list.Insert(0, item);
        if (list.Count > 10)
            list.RemoveRange(10, list.Count - 10);
        return list;
    }
}

public static class RecentReducer
{
    [Reducer]
    public static Recent Apply(Recent state, FileOpened action) => new([.. state.Files.ToList().MoveToFront(action.Path)]);
}
