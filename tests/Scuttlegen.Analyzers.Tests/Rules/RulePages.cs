using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Scuttlegen.Analyzers.Tests.Testing;
using Xunit;

namespace Scuttlegen.Analyzers.Tests.Rules;

/// <summary>Every descriptor has a page, and what the page shows is true.</summary>
public sealed partial class RulePages
{
    /// <summary>The examples stand alone; actions get here what the generator would add.</summary>
    private const string Usings = "using Scuttlegen;\n";

    private static readonly DiagnosticDescriptor[] Descriptors =
        [.. Analysis.Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).OrderBy(descriptor => descriptor.Id, StringComparer.Ordinal)];

    public static TheoryData<string> Ids => [.. Descriptors.Select(descriptor => descriptor.Id)];

    [Fact]
    public void Ids_are_declared_once_and_used()
    {
        var declared = typeof(RuleIds).GetFields().Select(field => (string)field.GetRawConstantValue()!).Order(StringComparer.Ordinal);
        Assert.Equal(declared, Descriptors.Select(descriptor => descriptor.Id));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Descriptors_are_complete(string id)
    {
        var descriptor = Descriptor(id);
        Assert.NotEmpty(descriptor.Title.ToString(null));
        Assert.NotEmpty(descriptor.Description.ToString(null));
        Assert.StartsWith("Scuttlegen.", descriptor.Category, StringComparison.Ordinal);
        Assert.Equal($"https://github.com/scuttlegen/scuttlegen/blob/main/docs/rules/{id}.md", descriptor.HelpLinkUri);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_help_link_leads_to_a_page_of_that_title(string id)
    {
        var page = Page(id);
        Assert.StartsWith($"# {id}: {Descriptor(id).Title.ToString(null)}\n", page, StringComparison.Ordinal);
        Assert.Contains($"| Category | {Descriptor(id).Category} |", page, StringComparison.Ordinal);
        Assert.Contains($"| Default severity | {Descriptor(id).DefaultSeverity} |", page, StringComparison.Ordinal);
        Assert.Contains(AllRules.HasFix(id) ? "| Code fix | yes" : "| Code fix | none", page, StringComparison.Ordinal);
        Assert.Contains("\n## Why replicas diverge\n", page, StringComparison.Ordinal);
        Assert.Contains("\n## When to suppress\n", page, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_violation_reports_and_the_fix_is_clean(string id)
    {
        var violations = Examples(id, "Violation");
        var fixes = Examples(id, "Fix");
        Assert.NotEmpty(violations);
        Assert.NotEmpty(fixes);
        foreach (var violation in violations)
        {
            var found = await RunAsync(id, violation);
            Assert.NotEmpty(found);
            Assert.All(found, diagnostic => Assert.Equal(id, diagnostic.Id));
        }

        foreach (var fix in fixes)
            Assert.Empty(await RunAsync(id, fix));
    }

    // The hint at commutation stands beside much of what is honest: its own page alone is about it. Overflow is a matter of projects that check for it.
    private static Task<System.Collections.Immutable.ImmutableArray<Diagnostic>> RunAsync(string id, string example)
    {
        var compilation = id == RuleIds.CommutesCouldBeDeclared ? Programs.CompileWithHints(("Example.cs", Usings + example)) : Programs.Compile(("Example.cs", Usings + example));
        compilation = compilation.WithOptions(compilation.Options.WithOverflowChecks(id == RuleIds.OverflowContext));
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        return Analysis.RunAsync(compilation);
    }

    private static DiagnosticDescriptor Descriptor(string id) => Descriptors.Single(descriptor => descriptor.Id == id);

    private static string Page(string id) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Rules", id + ".md")).Replace("\r\n", "\n", StringComparison.Ordinal);

    private static List<string> Examples(string id, string section)
    {
        var page = Page(id);
        var start = page.IndexOf($"\n## {section}\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"{id}.md has no section {section}");
        var end = page.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        return [.. CSharpBlock().Matches(page[start..(end < 0 ? page.Length : end)]).Select(match => match.Groups[1].Value)];
    }

    [GeneratedRegex("^```csharp\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex CSharpBlock();
}
