// SCUT1006: string.Concat over a sequence of ints calls each one's ToString
using System.Collections.Immutable;

public sealed record Code(string Text);
public sealed record Digits(ImmutableArray<int> Values);

public static class CodeReducers
{
    [Reducer]
    public static Code Apply(Code state, Digits action) => new(string.Concat(action.Values)); // here
}
