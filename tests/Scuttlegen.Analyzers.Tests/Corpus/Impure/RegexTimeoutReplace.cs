// SCUT1017: Replace with a timeout, in an iterator's lambda
using System.Collections.Immutable;
using System.Text.RegularExpressions;

public sealed record Lines(ImmutableArray<string> Clean);
public sealed record Pasted(ImmutableArray<string> Raw);

public static class LineReducers
{
    [Reducer]
    public static Lines Apply(Lines state, Pasted action) =>
        new([.. action.Raw.Select(line => Regex.Replace(line, @"\s+$", "", RegexOptions.None, TimeSpan.FromMilliseconds(50)))]); // here
}
