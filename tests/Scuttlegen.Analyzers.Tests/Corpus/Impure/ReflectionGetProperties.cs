// SCUT1014: GetProperties promises no order, and trimming removes members
using System.Collections.Immutable;

public sealed record Settings(string Theme, string Font);
public sealed record Described(ImmutableArray<string> Names);
public sealed record DescribeAsked(string By);

public static class DescribedReducers
{
    [Reducer]
    public static Described Apply(Described state, DescribeAsked action) => new([.. typeof(Settings).GetProperties().Select(property => property.Name)]); // here
}
