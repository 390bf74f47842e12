// SCUT1011: parallel LINQ merges its results in no fixed order
using System.Collections.Immutable;

public sealed record Thumbnails(ImmutableArray<string> Names);
public sealed record Rendered(ImmutableArray<string> Names);

public static class ThumbnailReducers
{
    [Reducer]
    public static Thumbnails Apply(Thumbnails state, Rendered action) => new([.. action.Names.AsParallel().Select(name => name + ".png")]); // here
}
