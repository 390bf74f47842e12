using Microsoft.CodeAnalysis;
using Scuttlegen.Analyzers.Tests.Testing;
using Xunit;

namespace Scuttlegen.Analyzers.Tests.Rules;

/// <summary>Marked lines, <c>// here</c>, are where a rule must report, once each.</summary>
internal static class RuleCheck
{
    private const string Usings = "using System.Collections.Immutable; using Scuttlegen.Crdt; using System.Text;\n";

    public static async Task ReportsAtMarksAsync(string id, string source)
    {
        source = Usings + source;
        var found = (await Analysis.RunAsync(("Test.cs", source))).Where(diagnostic => diagnostic.Id == id).Select(Analysis.LineOf);
        var marked = source.Split('\n').Select((line, index) => (line, index)).Where(pair => pair.line.TrimEnd().EndsWith("// here", StringComparison.Ordinal)).Select(pair => pair.index + 1);
        Assert.Equal(marked, found);
    }

    /// <summary>A reducer of a state <c>Note</c> full of CRDTs; the body's statements or <c>=&gt; expression</c> are given.</summary>
    public static Task ReportsInNoteAsync(string id, string body, string beside = "") => ReportsAtMarksAsync(id,
        $$"""
        public sealed record Item(int Id, ORSet<string> Labels);
        public sealed record Note(ORSet<string> Tags, ORSet<string> Other, GCounter Likes, LWWRegister<string> Title, EWFlag Pinned, BoundedCounter Stock, ORMap<string, ORSet<string>> Map, ImmutableList<Item> Items);
        public sealed record Acted(string Text, ORSet<string> Tags, ORSet<string>.Removal Removal, ObservedDots Seen, Source By, Stamp At, Dot Dot, ImmutableArray<string> Many);
        public static class Reducers
        {
            [Reducer]
            public static Note Apply(Note state, Acted action, ReplayContext context)
            {{body}}

            {{beside}}
        }
        """);

    /// <summary>The same program with pieces missing: no analyzer may throw.</summary>
    public static async Task SurvivesAsync(string source)
    {
        source = Usings + source;
        for (var cut = 7; cut < source.Length; cut += 41)
        {
            var found = await Analysis.RunAsync(Programs.Compile(("Test.cs", source.Remove(cut, Math.Min(6, source.Length - cut)))));
            Assert.DoesNotContain(found, diagnostic => diagnostic.Id == "AD0001");
        }
    }
}
