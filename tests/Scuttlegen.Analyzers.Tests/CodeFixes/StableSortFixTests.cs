using Microsoft.CodeAnalysis.CSharp.Syntax;
using Scuttlegen.Analyzers.Tests.Testing;
using Scuttlegen.CodeFixes;
using Xunit;

namespace Scuttlegen.Analyzers.Tests.CodeFixes;

public sealed class StableSortFixTests
{
    private static readonly StandIn Finder = new(RuleIds.UnstableSort, static (node, _) => node is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Sort" } });

    [Theory]
    [InlineData(
        "var list = new List<Item>(items);\n        // By rank.\n        {|SCUT1009:list.Sort((a, b) => a.Rank.CompareTo(b.Rank))|}; // up",
        "var list = new List<Item>(items);\n        // By rank.\n        list = list.OrderBy(item => item, Comparer<Item>.Create((a, b) => a.Rank.CompareTo(b.Rank))).ToList(); // up")]
    [InlineData(
        "var list = items.ToList();\n        {|SCUT1009:list.Sort(comparer)|};",
        "var list = items.ToList();\n        list = list.OrderBy(item => item, comparer).ToList();")]
    [InlineData(
        "var list = items.ToArray();\n        {|SCUT1009:Array.Sort(list, (a, b) => a.Rank - b.Rank)|};",
        "var list = items.ToArray();\n        list = list.OrderBy(item => item, Comparer<Item>.Create((a, b) => a.Rank - b.Rank)).ToArray();")]
    [InlineData(
        "List<int> list = [3, 1];\n        list.Add(2);\n        {|SCUT1009:list.Sort()|};",
        "List<int> list = [3, 1];\n        list.Add(2);\n        list = list.OrderBy(item => item).ToList();")]
    public Task A_local_list_or_array(string before, string after) => Fixing.BecomesAsync(new StableSortFix(), Body(before), Body(after), Finder);

    [Theory]
    [InlineData("var list = new List<Item>(items); var other = list; {|SCUT1009:list.Sort(comparer)|};")]
    [InlineData("var list = new List<Item>(items); var later = list.Where(item => item.Rank > 1); {|SCUT1009:list.Sort(comparer)|};")]
    [InlineData("var list = new List<Item>(items); Action sort = () => {|SCUT1009:list.Sort(comparer)|};")]
    [InlineData("var list = Kept; {|SCUT1009:list.Sort(comparer)|};")]
    [InlineData("{|SCUT1009:Kept.Sort(comparer)|};")]
    [InlineData("var list = new List<Item>(items); {|SCUT1009:list.Sort(0, 1, comparer)|};")]
    [InlineData("var list = new List<string>(); {|SCUT1009:list.Sort()|};")]
    [InlineData("var list = new List<Item>(items); {|SCUT1009:System.Runtime.InteropServices.CollectionsMarshal.AsSpan(list).Sort(comparer)|};")]
    public Task Nothing_else(string body) => Fixing.IsNotOfferedAsync(new StableSortFix(), Body(body), Finder);

    private static string Body(string statements) =>
        "using System;\nusing System.Collections.Generic;\nusing System.Linq;\n\npublic sealed record Item(int Rank);\n\npublic static class R\n{\n    private static readonly List<Item> Kept = [];\n\n"
        + "    public static void Apply(Item[] items, IComparer<Item> comparer)\n    {\n        " + statements + "\n    }\n}\n";
}
