// SCUT1010: Math.Cbrt as a method group in Select
using System.Collections.Immutable;

public sealed record Sizes(ImmutableArray<double> Edges);
public sealed record Volumes(ImmutableArray<double> Values);

public static class SizeReducers
{
    [Reducer]
    public static Sizes Apply(Sizes state, Volumes action) => new([.. action.Values.Select(Math.Cbrt)]); // here
}
