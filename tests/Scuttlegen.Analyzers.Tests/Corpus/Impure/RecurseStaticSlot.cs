// SCUT2008: a static member that is called on a type parameter leads back to a type that holds itself
using System.Collections.Immutable;

public interface ICounted<TSelf>
    where TSelf : ICounted<TSelf>
{
    static abstract int Count(TSelf value);
}

public static class Counting
{
    public static int Sum<T>(ImmutableArray<T> values)
        where T : ICounted<T>
    {
        var sum = 0;
        foreach (var value in values)
            sum += T.Count(value);
        return sum;
    }
}

public sealed record Folder(int Files, ImmutableArray<Folder> Folders) : ICounted<Folder>
{
    public static int Count(Folder value) => value.Files + Counting.Sum(value.Folders);
}

public sealed record Disk(Folder Root, int Files);

public sealed record Scanned;

public static class DiskReducer
{
    [Reducer]
    public static Disk Apply(Disk state, Scanned action) => state with { Files = Folder.Count(state.Root) }; // here
}
