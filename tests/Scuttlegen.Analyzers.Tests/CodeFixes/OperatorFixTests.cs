using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Scuttlegen.Analyzers.Tests.Testing;
using Scuttlegen.CodeFixes;
using Xunit;

namespace Scuttlegen.Analyzers.Tests.CodeFixes;

/// <summary>Overflow, and equality by value.</summary>
public sealed class OperatorFixTests
{
    private static readonly StandIn Overflowing = new(RuleIds.OverflowContext, static (node, model) => node is ExpressionSyntax
        && node.Kind() is SyntaxKind.AddExpression or SyntaxKind.MultiplyExpression or SyntaxKind.UnaryMinusExpression or SyntaxKind.AddAssignmentExpression or SyntaxKind.PostIncrementExpression
        && model.GetTypeInfo(node).Type?.SpecialType is SpecialType.System_Int32 or SpecialType.System_Byte
        && !node.Ancestors().Any(static outer => outer is CheckedExpressionSyntax or CheckedStatementSyntax));

    private static readonly StandIn Identical = new(RuleIds.ObjectIdentity, static (node, model) => node switch
    {
        InvocationExpressionSyntax call => call.Expression.ToString().EndsWith("ReferenceEquals", StringComparison.Ordinal)
            || (model.GetSymbolInfo(call).Symbol is IMethodSymbol { Name: "Equals", ContainingType.Name: "ImmutableArray" }),
        BinaryExpressionSyntax binary => model.GetTypeInfo(binary.Left).Type is { Name: "ImmutableArray" or "Object" },
        _ => false,
    });

    [Theory]
    [InlineData("return {|SCUT1019:a + b|};", "return unchecked(a + b);")]
    [InlineData("return {|SCUT1019:{|SCUT1019:a + {|SCUT1019:b * 2|}|} + 1|};", "return unchecked(a + b * 2 + 1);")]
    [InlineData("return /* sum */ ({|SCUT1019:a + b|}) / 2; // half", "return /* sum */ unchecked((a + b) / 2); // half")]
    [InlineData("return ({|SCUT1019:a + b|}).CompareTo(1);", "return unchecked(a + b).CompareTo(1);")]
    [InlineData("return {|SCUT1019:-a|};", "return unchecked(-a);")]
    [InlineData("// Up.\n        {|SCUT1019:a += {|SCUT1019:b * 2|}|}; // on\n        return a;", "// Up.\n        unchecked { a += b * 2; } // on\n        return a;")]
    [InlineData("{|SCUT1019:a++|};\n        return a;", "unchecked { a++; }\n        return a;")]
    [InlineData("for (var i = 0; i < a; {|SCUT1019:i++|}) b--;\n        return b;", "for (var i = 0; i < a; i = unchecked(i + 1)) b--;\n        return b;")]
    [InlineData("return M({|SCUT1019:a += 1|});", "return M(unchecked(a += 1));")]
    [InlineData("return (\"\" + ({|SCUT1019:a + b|})).Length;", "return (\"\" + unchecked(a + b)).Length;")]
    public async Task Overflow(string before, string after)
    {
        await Fixing.BecomesAsync(new OverflowFix(), Numbers(before), Numbers(after), Overflowing, OverflowFix.UncheckedKey);
        await Fixing.BecomesAsync(new OverflowFix(), Numbers(before), Numbers(after.Replace("unchecked", "checked", StringComparison.Ordinal)), Overflowing, OverflowFix.CheckedKey);
    }

    [Theory]
    [InlineData("Action step = () => {|SCUT1019:a += b|}; return a;")]
    [InlineData("for (byte i = 0; i < a; {|SCUT1019:i++|}) b--; return b;")]
    public Task No_overflow_fix(string body) => Fixing.IsNotOfferedAsync(new OverflowFix(), Numbers(body), Overflowing);

    [Theory]
    [InlineData("{|SCUT1012:ReferenceEquals(a, b)|}", "Equals(a, b)")]
    [InlineData("{|SCUT1012:object.ReferenceEquals(a, b)|}", "object.Equals(a, b)")]
    [InlineData("{|SCUT1012:(object)a == (object)b|}", "object.Equals(a, b)")]
    [InlineData("{|SCUT1012:(object)a != b|} /* no */ && true", "!object.Equals(a, b) /* no */ && true")]
    [InlineData("{|SCUT1012:xs == ys|}", "xs.AsSpan().SequenceEqual(ys.AsSpan())")]
    [InlineData("{|SCUT1012:xs != ys|}", "!xs.AsSpan().SequenceEqual(ys.AsSpan())")]
    [InlineData("{|SCUT1012:xs.Equals(ys)|}", "xs.AsSpan().SequenceEqual(ys.AsSpan())")]
    public Task Equality_by_value(string before, string after) => Fixing.BecomesAsync(
        new ValueEqualityFix(), "using System.Collections.Immutable;\n\n" + Equal(before), (after.Contains("AsSpan", StringComparison.Ordinal) ? "using System;\n" : "") + "using System.Collections.Immutable;\n\n" + Equal(after), Identical);

    [Theory]
    [InlineData("{|SCUT1012:(object)a == null|}")]
    [InlineData("{|SCUT1012:xs == default|}")]
    public Task No_equality_fix(string expression) => Fixing.IsNotOfferedAsync(new ValueEqualityFix(), "using System.Collections.Immutable;\n\n" + Equal(expression), Identical);

    private static string Numbers(string body) => "using System;\n\npublic static class R\n{\n    public static int M(int a, int b = 1)\n    {\n        " + body + "\n    }\n}\n";

    private static string Equal(string expression) => "public static class R\n{\n    public static bool M(string a, string b, ImmutableArray<int> xs, ImmutableArray<int> ys) => " + expression + ";\n}\n";
}
