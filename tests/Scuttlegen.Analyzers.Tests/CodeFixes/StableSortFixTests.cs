using Scuttlegen.Analyzers.Tests.Testing;
using Scuttlegen.CodeFixes;
using Xunit;

namespace Scuttlegen.Analyzers.Tests.CodeFixes;

public sealed class StableSortFixTests
{
    [Theory]
    [InlineData(
        "var list = new List<Item>(items);\n        // By rank.\n        {|SCUT1009:list.Sort((a, b) => a.Rank.CompareTo(b.Rank))|}; // up",
        "var list = new List<Item>(items);\n        // By rank.\n        list = list.OrderBy(item => item, Comparer<Item>.Create((a, b) => a.Rank.CompareTo(b.Rank))).ToList(); // up")]
    [InlineData(
        "var list = items.ToList();\n        {|SCUT1009:list.Sort(ByRank)|};",
        "var list = items.ToList();\n        list = list.OrderBy(item => item, ByRank).ToList();")]
    [InlineData(
        "var list = items.ToArray();\n        {|SCUT1009:Array.Sort(list, (a, b) => a.Rank - b.Rank)|};",
        "var list = items.ToArray();\n        list = list.OrderBy(item => item, Comparer<Item>.Create((a, b) => a.Rank - b.Rank)).ToArray();")]
    [InlineData(
        "List<Item> list = [.. items];\n        list.Add(new Item(1, \"a\"));\n        {|SCUT1009:list.Sort()|};",
        "List<Item> list = [.. items];\n        list.Add(new Item(1, \"a\"));\n        list = list.OrderBy(item => item).ToList();")]
    public Task A_local_list_or_array(string before, string after) => Fixing.BecomesAsync(new StableSortFix(), Body(before), Body(after));

    [Theory]
    [InlineData("var list = new List<Item>(items); var other = list; {|SCUT1009:list.Sort(ByRank)|};")]
    [InlineData("var list = new List<Item>(items); var later = list.Where(item => item.Rank > 1); {|SCUT1009:list.Sort(ByRank)|};")]
    [InlineData("var list = new List<Item>(items); Action sort = () => {|SCUT1009:list.Sort(ByRank)|};")]
    [InlineData("var list = Made(); {|SCUT1009:list.Sort(ByRank)|}; List<Item> Made() => [.. items];")]
    [InlineData("var made = new { List = items.ToList() }; {|SCUT1009:made.List.Sort(ByRank)|}; var list = made.List;")]
    [InlineData("var list = new List<Item>(items); {|SCUT1009:list.Sort(0, 1, ByRank)|};")]
    [InlineData("var list = new List<Item>(items); {|SCUT1009:System.Runtime.InteropServices.CollectionsMarshal.AsSpan(list).Sort(ByRank)|};")]
    public Task Nothing_else(string body) => Fixing.IsNotOfferedAsync(new StableSortFix(), Body(body));

    private static string Body(string statements) =>
        "using System;\nusing System.Collections.Generic;\nusing System.Collections.Immutable;\nusing System.Linq;\nusing Scuttlegen;\n\npublic sealed record Item(int Rank, string Name) : IComparable<Item>\n{\n    public int CompareTo(Item? other) => Rank.CompareTo(other?.Rank);\n}\n\npublic sealed record Ranked;\n\n"
        + "public static class R\n{\n    private static readonly IComparer<Item> ByRank = Comparer<Item>.Create((a, b) => a.Rank.CompareTo(b.Rank));\n\n    [Reducer]\n    public static ImmutableArray<Item> Apply(ImmutableArray<Item> items, Ranked action)\n    {\n        " + statements + "\n        return [.. list];\n    }\n}\n";
}
