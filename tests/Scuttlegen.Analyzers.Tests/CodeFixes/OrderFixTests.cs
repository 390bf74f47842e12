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

    [Theory]
    [InlineData("foreach (var pair in {|SCUT1008:action.Prices|}) last = pair.Value;", "foreach (var pair in action.Prices.OrderBy(pair => pair.Key, StringComparer.Ordinal)) last = pair.Value;")]
    [InlineData("foreach (var (key, value) in {|SCUT1008:action.Names|}) last = value.Length;", "foreach (var (key, value) in action.Names.OrderBy(pair => pair.Key)) last = value.Length;")]
    [InlineData("foreach (var tag in /* all */ {|SCUT1008:action.Tags|} /* of them */) last = tag.Length;", "foreach (var tag in /* all */ action.Tags.Order(StringComparer.Ordinal) /* of them */) last = tag.Length;")]
    [InlineData("foreach (var number in {|SCUT1008:action.Numbers|}) last = number;", "foreach (var number in action.Numbers.Order()) last = number;")]
    [InlineData("foreach (var key in {|SCUT1008:action.Names.Keys|}) last = key.Variant;", "foreach (var key in action.Names.Keys.Order()) last = key.Variant;")]
    [InlineData("foreach (var value in {|SCUT1008:action.Prices.Values|}) last = value;", "foreach (var value in action.Prices.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value)) last = value;")]
    [InlineData("last = {|SCUT1008:action.Numbers.First()|};", "last = action.Numbers.Order().First();")]
    [InlineData("last = {|SCUT1008:action.Numbers.Where(n => n > 1).Select(n => n + 1).First()|};", "last = action.Numbers.Order().Where(n => n > 1).Select(n => n + 1).First();")]
    [InlineData("last = {|SCUT1008:string.Join(\",\", action.Colors)|}.Length;", "last = string.Join(\",\", action.Colors.Order()).Length;")]
    [InlineData("int[] all = {|SCUT1008:[0, .. action.Numbers]|};\n        last = all[1];", "int[] all = [0, .. action.Numbers.Order()];\n        last = all[1];")]
    [InlineData("var all = {|SCUT1008:new List<int>(action.Numbers)|};\n        last = all[0];", "var all = new List<int>(action.Numbers.Order());\n        last = all[0];")]
    [InlineData("var all = {|SCUT1008:action.Tags.ToImmutableArray()|};\n        last = all[0].Length;", "var all = action.Tags.Order(StringComparer.Ordinal).ToImmutableArray();\n        last = all[0].Length;")]
    [InlineData("var all = {|SCUT1008:(action.Numbers ?? []).ToList()|};\n        last = all[0];", "var all = (action.Numbers ?? []).Order().ToList();\n        last = all[0];")]
    [InlineData("var first = {|SCUT1008:action.Numbers.Concat(action.Numbers).First()|};", "var first = action.Numbers.Order().Concat(action.Numbers.Order()).First();")]
    public Task Sorted_where_it_is_enumerated(string before, string after) => Fixing.BecomesAsync(
        new OrderFix(), Head + Body(before), Head + Body(after), OrderFix.OrderKey);

    [Fact]
    public Task In_a_chain_over_several_lines() => Fixing.BecomesAsync(
        new OrderFix(),
        Head + Body("var first = action.Numbers // all\n            .Where(n => n > 1)\n            .{|SCUT1008:First()|}; // one"),
        Head + Body("var first = action.Numbers.Order() // all\n            .Where(n => n > 1)\n            .First(); // one"),
        OrderFix.OrderKey);

    [Fact]
    public Task Usings_are_added() => Fixing.BecomesAsync(
        new OrderFix(),
        "using System.Collections.Generic;\n\npublic static class R\n{\n    [Scuttlegen.Deterministic]\n    public static int All(HashSet<string> set)\n    {\n        var n = 0;\n        foreach (var s in {|SCUT1008:set|}) n = s.Length;\n        return n;\n    }\n}\n",
        "using System;\nusing System.Collections.Generic;\nusing System.Linq;\n\npublic static class R\n{\n    [Scuttlegen.Deterministic]\n    public static int All(HashSet<string> set)\n    {\n        var n = 0;\n        foreach (var s in set.Order(StringComparer.Ordinal)) n = s.Length;\n        return n;\n    }\n}\n",
        OrderFix.OrderKey);

    [Theory]
    [InlineData("foreach (var thing in {|SCUT1008:action.Things|}) last = thing is int ? 1 : 2;")]
    [InlineData("foreach (var pair in {|SCUT1008:action.Pairs|}) last = pair.Item2;")]
    [InlineData("var target = new Color[1]; {|SCUT1008:action.Colors.CopyTo(target)|}; last = (int)target[0];")]
    public Task Not_sorted_where_the_order_is_not_known_or_the_type_matters(string body) => Fixing.IsNotOfferedAsync(
        new OrderFix(), Head + Body(body), OrderFix.OrderKey);

    [Theory]
    [InlineData("var seen = new HashSet<int>();", "var seen = new SortedSet<int>();", "foreach (var one in {|SCUT1008:seen|}) last = one;")]
    [InlineData("var seen = new HashSet<string>();", "var seen = new SortedSet<string>(StringComparer.Ordinal);", "seen.Add(\"a\"); foreach (var one in {|SCUT1008:seen|}) last = one.Length;")]
    [InlineData("HashSet<int> seen = [];", "SortedSet<int> seen = [];", "foreach (var one in {|SCUT1008:seen|}) last = one;")]
    [InlineData("Dictionary<string, int> seen = new();", "SortedDictionary<string, int> seen = new(StringComparer.Ordinal);", "seen[\"a\"] = 1; foreach (var one in {|SCUT1008:seen.Values|}) last = one;")]
    [InlineData("var seen = new Dictionary<int, int> { [1] = 2 };", "var seen = new SortedDictionary<int, int> { [1] = 2 };", "foreach (var one in {|SCUT1008:seen|}) last = one.Value;")]
    [InlineData("var seen = ImmutableHashSet<int>.Empty;", "var seen = ImmutableSortedSet<int>.Empty;", "seen = seen.Add(1); foreach (var one in {|SCUT1008:seen|}) last = one;")]
    [InlineData("ImmutableDictionary<string, int> seen = ImmutableDictionary<string, int>.Empty;", "ImmutableSortedDictionary<string, int> seen = ImmutableSortedDictionary<string, int>.Empty.WithComparers(StringComparer.Ordinal);", "foreach (var one in {|SCUT1008:seen|}) last = one.Value;")]
    [InlineData("var seen = action.Tags.ToImmutableHashSet();", "var seen = action.Tags.ToImmutableSortedSet(StringComparer.Ordinal);", "foreach (var one in {|SCUT1008:seen|}) last = one.Length;")]
    public Task A_local_made_sorted(string before, string after, string use) => Fixing.BecomesAsync(
        new OrderFix(), Head + Body(before + "\n        " + use), Head + Body(after + "\n        " + Unmarked(use)), OrderFix.SortedKey);

    [Theory]
    [InlineData("var seen = Make(); foreach (var one in {|SCUT1008:seen|}) last = one;\n        static HashSet<int> Make() => [];")]
    [InlineData("var seen = new HashSet<int>(); HashSet<int> other = seen; foreach (var one in {|SCUT1008:seen|}) last = one;")]
    [InlineData("var seen = new HashSet<int>(capacity: 5); foreach (var one in {|SCUT1008:seen|}) last = one;")]
    public Task Not_made_sorted_where_that_would_not_compile(string body) => Fixing.IsNotOfferedAsync(new OrderFix(), Head + Body(body), OrderFix.SortedKey);

    [Fact]
    public Task A_member_in_another_file_made_sorted() => Fixing.BecomesAsync(
        new OrderFix(),
        "using System.Collections.Immutable;\n\npublic static class R\n{\n    [Scuttlegen.Deterministic]\n    public static int Last(Cart cart)\n    {\n        var last = 0;\n        foreach (var price in {|SCUT1008:cart.Prices.Values|}) last = price;\n        return last;\n    }\n\n    public static Cart Empty() => new(1, ImmutableDictionary<string, int>.Empty) { Tags = ImmutableHashSet<int>.Empty };\n}\n",
        "using System;\nusing System.Collections.Immutable;\n\npublic static class R\n{\n    [Scuttlegen.Deterministic]\n    public static int Last(Cart cart)\n    {\n        var last = 0;\n        foreach (var price in cart.Prices.Values) last = price;\n        return last;\n    }\n\n    public static Cart Empty() => new(1, ImmutableSortedDictionary<string, int>.Empty.WithComparers(StringComparer.Ordinal)) { Tags = ImmutableHashSet<int>.Empty };\n}\n",
        OrderFix.SortedKey,
        ("using System.Collections.Immutable;\n\npublic sealed record Cart(int Number, ImmutableDictionary<string, int> Prices)\n{\n    public ImmutableHashSet<int> Tags { get; init; } = [];\n}\n",
         "using System.Collections.Immutable;\n\npublic sealed record Cart(int Number, ImmutableSortedDictionary<string, int> Prices)\n{\n    public ImmutableHashSet<int> Tags { get; init; } = [];\n}\n"));

    private static string Body(string statements) =>
        "public static class R\n{\n    [Reducer]\n    public static int Apply(int last, Bag action)\n    {\n        " + statements + "\n        return last;\n    }\n}\n\n" + Bag;

    private static string Unmarked(string text) => text.Replace("{|SCUT1008:", "", StringComparison.Ordinal).Replace("|}", "", StringComparison.Ordinal);
}
