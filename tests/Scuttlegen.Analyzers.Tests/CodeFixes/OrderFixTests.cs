using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Scuttlegen.Analyzers.Tests.Testing;
using Scuttlegen.CodeFixes;
using Xunit;

namespace Scuttlegen.Analyzers.Tests.CodeFixes;

public sealed class OrderFixTests
{
    private const string Head = "using System;\nusing System.Collections.Generic;\nusing System.Collections.Immutable;\nusing System.Linq;\nusing Scuttlegen;\n\n";

    private const string Bag =
        """
        public enum Color { Red }

        public sealed record Bag(
            int Value,
            ImmutableDictionary<string, int> Prices,
            ImmutableHashSet<string> Tags,
            ImmutableHashSet<int> Numbers,
            Dictionary<Guid, string> Names,
            HashSet<Color> Colors,
            HashSet<object> Things,
            HashSet<(string, int)> Pairs);
        """;

    // Enumerated, or consumed by a call or collection expression in which the order shows.
    private static readonly StandIn Finder = new(RuleIds.UnorderedEnumeration, static (node, model) => node switch
    {
        ExpressionSyntax { Parent: CommonForEachStatementSyntax loop } collection when loop.Expression == collection => IsUnordered(collection, model),
        SpreadElementSyntax spread => IsUnordered(spread.Expression, model),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "First" or "ToList" or "ToImmutableArray" or "CopyTo" } access } => IsUnordered(access.Expression, model),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Join" } } join => join.ArgumentList.Arguments.Any(argument => IsUnordered(argument.Expression, model)),
        ObjectCreationExpressionSyntax { ArgumentList.Arguments: [var only] } => IsUnordered(only.Expression, model),
        _ => false,
    });

    [Theory]
    [InlineData("foreach (var pair in {|SCUT1008:state.Prices|}) sum += pair.Value;", "foreach (var pair in state.Prices.OrderBy(pair => pair.Key, StringComparer.Ordinal)) sum += pair.Value;")]
    [InlineData("foreach (var (key, value) in {|SCUT1008:state.Names|}) sum += value.Length;", "foreach (var (key, value) in state.Names.OrderBy(pair => pair.Key)) sum += value.Length;")]
    [InlineData("foreach (var tag in /* all */ {|SCUT1008:state.Tags|} /* of them */) sum++;", "foreach (var tag in /* all */ state.Tags.Order(StringComparer.Ordinal) /* of them */) sum++;")]
    [InlineData("foreach (var number in {|SCUT1008:state.Numbers|}) sum += number;", "foreach (var number in state.Numbers.Order()) sum += number;")]
    [InlineData("foreach (var key in {|SCUT1008:state.Names.Keys|}) sum++;", "foreach (var key in state.Names.Keys.Order()) sum++;")]
    [InlineData("foreach (var value in {|SCUT1008:state.Prices.Values|}) sum += value;", "foreach (var value in state.Prices.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value)) sum += value;")]
    [InlineData("sum = {|SCUT1008:state.Numbers.First()|};", "sum = state.Numbers.Order().First();")]
    [InlineData("sum = {|SCUT1008:state.Numbers.Where(n => n > 1).Select(n => n + 1).First()|};", "sum = state.Numbers.Order().Where(n => n > 1).Select(n => n + 1).First();")]
    [InlineData("sum = {|SCUT1008:string.Join(\",\", state.Colors)|}.Length;", "sum = string.Join(\",\", state.Colors.Order()).Length;")]
    [InlineData("int[] all = [0, {|SCUT1008:.. state.Numbers|}];", "int[] all = [0, .. state.Numbers.Order()];")]
    [InlineData("var all = {|SCUT1008:new List<int>(state.Numbers)|};", "var all = new List<int>(state.Numbers.Order());")]
    [InlineData("var all = {|SCUT1008:state.Tags.ToImmutableArray()|};", "var all = state.Tags.Order(StringComparer.Ordinal).ToImmutableArray();")]
    [InlineData("var all = {|SCUT1008:(state.Numbers ?? []).ToList()|};", "var all = (state.Numbers ?? []).Order().ToList();")]
    [InlineData("var first = {|SCUT1008:state.Numbers.Concat(state.Numbers).First()|};", "var first = state.Numbers.Order().Concat(state.Numbers.Order()).First();")]
    public Task Sorted_where_it_is_enumerated(string before, string after) => Fixing.BecomesAsync(
        new OrderFix(), Head + Body(before), Head + Body(after), Finder, OrderFix.OrderKey);

    [Fact]
    public Task In_a_chain_over_several_lines() => Fixing.BecomesAsync(
        new OrderFix(),
        Head + Body("var first = {|SCUT1008:state.Numbers // all\n            .Where(n => n > 1)\n            .First()|}; // one"),
        Head + Body("var first = state.Numbers.Order() // all\n            .Where(n => n > 1)\n            .First(); // one"),
        Finder,
        OrderFix.OrderKey);

    [Fact]
    public Task Usings_are_added() => Fixing.BecomesAsync(
        new OrderFix(),
        "using System.Collections.Generic;\n\npublic static class R\n{\n    public static int All(HashSet<string> set)\n    {\n        var n = 0;\n        foreach (var s in {|SCUT1008:set|}) n += s.Length;\n        return n;\n    }\n}\n",
        "using System;\nusing System.Collections.Generic;\nusing System.Linq;\n\npublic static class R\n{\n    public static int All(HashSet<string> set)\n    {\n        var n = 0;\n        foreach (var s in set.Order(StringComparer.Ordinal)) n += s.Length;\n        return n;\n    }\n}\n",
        Finder, OrderFix.OrderKey);

    [Theory]
    [InlineData("foreach (var thing in {|SCUT1008:state.Things|}) sum++;")]
    [InlineData("foreach (var pair in {|SCUT1008:state.Pairs|}) sum++;")]
    [InlineData("var target = new Color[1]; {|SCUT1008:state.Colors.CopyTo(target)|};")]
    public Task Not_sorted_where_the_order_is_not_known_or_the_type_matters(string body) => Fixing.IsNotOfferedAsync(
        new OrderFix(), Head + Body(body), Finder, OrderFix.OrderKey);

    [Theory]
    [InlineData("var seen = new HashSet<int>();", "var seen = new SortedSet<int>();", "foreach (var one in {|SCUT1008:seen|}) sum += one;")]
    [InlineData("var seen = new HashSet<string>();", "var seen = new SortedSet<string>(StringComparer.Ordinal);", "seen.Add(\"a\"); foreach (var one in {|SCUT1008:seen|}) sum++;")]
    [InlineData("HashSet<int> seen = [];", "SortedSet<int> seen = [];", "foreach (var one in {|SCUT1008:seen|}) sum += one;")]
    [InlineData("Dictionary<string, int> seen = new();", "SortedDictionary<string, int> seen = new(StringComparer.Ordinal);", "seen[\"a\"] = 1; foreach (var one in {|SCUT1008:seen.Values|}) sum += one;")]
    [InlineData("var seen = new Dictionary<int, int> { [1] = 2 };", "var seen = new SortedDictionary<int, int> { [1] = 2 };", "foreach (var one in {|SCUT1008:seen|}) sum += one.Value;")]
    [InlineData("var seen = ImmutableHashSet<int>.Empty;", "var seen = ImmutableSortedSet<int>.Empty;", "seen = seen.Add(1); foreach (var one in {|SCUT1008:seen|}) sum += one;")]
    [InlineData("ImmutableDictionary<string, int> seen = ImmutableDictionary<string, int>.Empty;", "ImmutableSortedDictionary<string, int> seen = ImmutableSortedDictionary<string, int>.Empty.WithComparers(StringComparer.Ordinal);", "foreach (var one in {|SCUT1008:seen|}) sum += one.Value;")]
    [InlineData("var seen = state.Tags.ToImmutableHashSet();", "var seen = state.Tags.ToImmutableSortedSet(StringComparer.Ordinal);", "foreach (var one in {|SCUT1008:seen|}) sum++;")]
    public Task A_local_made_sorted(string before, string after, string use) => Fixing.BecomesAsync(
        new OrderFix(), Head + Body(before + "\n        " + use), Head + Body(after + "\n        " + Unmarked(use)), Finder, OrderFix.SortedKey);

    [Theory]
    [InlineData("var seen = Make(); foreach (var one in {|SCUT1008:seen|}) sum++;\n        static HashSet<int> Make() => [];")]
    [InlineData("var seen = new HashSet<int>(); HashSet<int> other = seen; foreach (var one in {|SCUT1008:seen|}) sum++;")]
    [InlineData("var seen = new HashSet<int>(capacity: 5); foreach (var one in {|SCUT1008:seen|}) sum++;")]
    public Task Not_made_sorted_where_that_would_not_compile(string body) => Fixing.IsNotOfferedAsync(new OrderFix(), Head + Body(body), Finder, OrderFix.SortedKey);

    [Fact]
    public Task A_member_in_another_file_made_sorted() => Fixing.BecomesAsync(
        new OrderFix(),
        "using System.Collections.Immutable;\n\npublic static class R\n{\n    public static int Sum(Cart cart)\n    {\n        var sum = 0;\n        foreach (var price in {|SCUT1008:cart.Prices.Values|}) sum += price;\n        return sum;\n    }\n\n    public static Cart Empty() => new(1, ImmutableDictionary<string, int>.Empty) { Tags = ImmutableHashSet<int>.Empty };\n}\n",
        "using System;\nusing System.Collections.Immutable;\n\npublic static class R\n{\n    public static int Sum(Cart cart)\n    {\n        var sum = 0;\n        foreach (var price in cart.Prices.Values) sum += price;\n        return sum;\n    }\n\n    public static Cart Empty() => new(1, ImmutableSortedDictionary<string, int>.Empty.WithComparers(StringComparer.Ordinal)) { Tags = ImmutableHashSet<int>.Empty };\n}\n",
        Finder, OrderFix.SortedKey,
        ("using System.Collections.Immutable;\n\npublic sealed record Cart(int Number, ImmutableDictionary<string, int> Prices)\n{\n    public ImmutableHashSet<int> Tags { get; init; } = [];\n}\n",
         "using System.Collections.Immutable;\n\npublic sealed record Cart(int Number, ImmutableSortedDictionary<string, int> Prices)\n{\n    public ImmutableHashSet<int> Tags { get; init; } = [];\n}\n"));

    private static string Body(string statements) =>
        "public static class R\n{\n    public static int Apply(Bag state)\n    {\n        var sum = 0;\n        " + statements + "\n        return sum;\n    }\n}\n\n" + Bag;

    private static string Unmarked(string text) => text.Replace("{|SCUT1008:", "", StringComparison.Ordinal).Replace("|}", "", StringComparison.Ordinal);

    private static bool IsUnordered(ExpressionSyntax expression, SemanticModel model)
    {
        var source = UnorderedSource.Of(expression, model, default).ToList();
        return source.Any(one => one.Expression.Parent is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Order" or "OrderBy" });
    }
}
