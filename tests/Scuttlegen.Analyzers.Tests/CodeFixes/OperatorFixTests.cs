using Scuttlegen.Analyzers.Tests.Testing;
using Scuttlegen.CodeFixes;
using Xunit;

namespace Scuttlegen.Analyzers.Tests.CodeFixes;

/// <summary>Overflow, and equality by value.</summary>
public sealed class OperatorFixTests
{
    [Theory]
    [InlineData("return {|SCUT1019:a + b|};", "return unchecked(a + b);")]
    [InlineData("return {|SCUT1019:{|SCUT1019:a + {|SCUT1019:b * 2|}|} + 1|};", "return unchecked(a + b * 2 + 1);")]
    [InlineData("return /* sum */ ({|SCUT1019:a + b|}) / 2; // half", "return /* sum */ unchecked((a + b) / 2); // half")]
    [InlineData("return ({|SCUT1019:a + b|}).CompareTo(1);", "return unchecked(a + b).CompareTo(1);")]
    [InlineData("return {|SCUT1019:-a|};", "return unchecked(-a);")]
    [InlineData("return {|SCUT1019:(byte)a|};", "return unchecked((byte)a);")]
    [InlineData("return {|SCUT1019:(byte)({|SCUT1019:{|SCUT1019:-a|} * b|})|} / 2;", "return unchecked((byte)(-a * b) / 2);")]
    [InlineData("// Up.\n        {|SCUT1019:a += {|SCUT1019:b * 2|}|}; // on\n        return a;", "// Up.\n        unchecked { a += b * 2; } // on\n        return a;")]
    [InlineData("{|SCUT1019:a++|};\n        return a;", "unchecked { a++; }\n        return a;")]
    [InlineData("for (var i = 0; i < a; {|SCUT1019:i++|}) b /= 2;\n        return b;", "for (var i = 0; i < a; i = unchecked(i + 1)) b /= 2;\n        return b;")]
    [InlineData("return M({|SCUT1019:a += 1|});", "return M(unchecked(a += 1));")]
    [InlineData("return M({|SCUT1019:a + b|}, ({|SCUT1019:a - b|}) % 2);", "return M(unchecked(a + b), unchecked((a - b) % 2));")]
    [InlineData("return (a > 0 && {|SCUT1019:a + b|} > 0) ? 1 : 0;", "return (a > 0 && unchecked(a + b) > 0) ? 1 : 0;")]
    public async Task Overflow(string before, string after)
    {
        await Fixing.BecomesAsync(new OverflowFix(), Numbers(before), Numbers(after), OverflowFix.UncheckedKey);
        await Fixing.BecomesAsync(new OverflowFix(), Numbers(before), Numbers(after.Replace("unchecked", "checked", StringComparison.Ordinal)), OverflowFix.CheckedKey);
    }

    [Theory]
    [InlineData("Action step = () => {|SCUT1019:a += b|}; return a;")]
    [InlineData("for (byte i = 0; i < a; {|SCUT1019:i++|}) b /= 2; return b;")]
    public Task No_overflow_fix(string body) => Fixing.IsNotOfferedAsync(new OverflowFix(), Numbers(body));

    [Theory]
    [InlineData("{|SCUT1012:ReferenceEquals(a, b)|}", "Equals(a, b)")]
    [InlineData("{|SCUT1012:object.ReferenceEquals(a, b)|}", "object.Equals(a, b)")]
    [InlineData("{|SCUT1012:(object)a == (object)b|}", "object.Equals(a, b)")]
    [InlineData("{|SCUT1012:(object)a != b|} /* no */ && true", "!object.Equals(a, b) /* no */ && true")]
    [InlineData("{|SCUT1012:xs == ys|}", "xs.AsSpan().SequenceEqual(ys.AsSpan())")]
    [InlineData("{|SCUT1012:xs != ys|}", "!xs.AsSpan().SequenceEqual(ys.AsSpan())")]
    [InlineData("{|SCUT1012:xs.Equals(ys)|}", "xs.AsSpan().SequenceEqual(ys.AsSpan())")]
    public Task Equality_by_value(string before, string after) => Fixing.BecomesAsync(
        new ValueEqualityFix(), "using System.Collections.Immutable;\nusing Scuttlegen;\n\n" + Equal(before), (after.Contains("AsSpan", StringComparison.Ordinal) ? "using System;\n" : "") + "using System.Collections.Immutable;\nusing Scuttlegen;\n\n" + Equal(after));

    [Theory]
    [InlineData("new[] { a, b }.Distinct({|SCUT1012:ReferenceEqualityComparer.Instance|}).Any()")]
    [InlineData("{|SCUT1012:ReferenceEquals(objA: a, objB: b)|}")]
    public Task No_equality_fix(string expression) => Fixing.IsNotOfferedAsync(new ValueEqualityFix(), "using System.Collections.Generic;\nusing System.Collections.Immutable;\nusing System.Linq;\nusing Scuttlegen;\n\n" + Equal(expression));

    private static string Numbers(string body) => "using System;\nusing Scuttlegen;\n\npublic static class R\n{\n    [Deterministic]\n    public static int M(int a, int b = 1)\n    {\n        " + body + "\n    }\n}\n";

    private static string Equal(string expression) => "public static class R\n{\n    [Deterministic]\n    public static bool M(string a, string b, ImmutableArray<int> xs, ImmutableArray<int> ys) => " + expression + ";\n}\n";
}
