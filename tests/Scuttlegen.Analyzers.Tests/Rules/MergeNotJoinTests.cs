using Xunit;

namespace Scuttlegen.Analyzers.Tests.Rules;

public sealed class MergeNotJoinTests
{
    private const string Id = RuleIds.MergeNotJoin;

    [Theory]
    [InlineData("public X Merge(X other) => other; // here")]
    [InlineData("public X Merge(X other) => this; // here")]
    [InlineData("public X Merge(X other) { ArgumentNullException.ThrowIfNull(other); return this with { N = N }; } // here")]
    [InlineData("public X Merge(X other) => new(Math.Max(other.N, 0), other.L, other.T); // here")]
    [InlineData("public X Merge(X other) => this with { N = N + other.N }; // here")]
    [InlineData("public X Merge(X other) => new(Math.Max(N, other.N), L.AddRange(other.L), T); // here")]
    [InlineData("X ICrdt<X>.Merge(X other) => other; // here")]
    public Task What_cannot_be_a_join_is_reported(string merge) => Check(merge);

    [Theory]
    [InlineData("public X Merge(X other) => new(Math.Max(N, other.N), L, T);")]
    [InlineData("public X Merge(X other) => N >= other.N ? this : other;")]
    [InlineData("public X Merge(X other) { var limit = N + other.N; return limit > 0 && N > other.N ? this : other; }")]
    [InlineData("public X Merge(X other) => Join(this, other); static X Join(X a, X b) => a.N > b.N ? a : b;")]
    [InlineData("public X Merge(X other) => throw new NotSupportedException();")]
    [InlineData("public X Merge(X other) => new(Math.Max(N, other.N), [.. L.AddRange(other.L).Distinct().Order()], T);")]
    [InlineData("public X Merge(X other) => N > other.N ? this : other; public X Merge(int other) => this; public static X Merge(X a, X b) => a;")]
    public Task What_may_be_a_join_is_silent(string merge) => Check(merge);

    private static Task Check(string merge) => RuleCheck.ReportsAtMarksAsync(Id,
        $$"""
        public sealed record X(int N, ImmutableList<int> L, string T) : ICrdt<X>
        {
            public static X Empty { get; } = new(0, [], "");
            public bool IsSubsumedBy(X other) => N <= other.N;
            {{merge}}
        }
        """);
}
