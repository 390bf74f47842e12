using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
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
            var found = await RunAsync(id, violation, AllowList(id, "Violation"));
            Assert.NotEmpty(found);
            Assert.All(found, diagnostic => Assert.Equal(id, diagnostic.Id));
        }

        foreach (var fix in fixes)
            Assert.Empty(await RunAsync(id, fix));
    }

    /// <summary>Of what an allow-list can settle, the violation is clean with the list of the fix.</summary>
    [Theory]
    [InlineData(RuleIds.AllowListUnreadable)]
    [InlineData(RuleIds.UnverifiedCall)]
    public async Task The_fix_that_is_an_allow_list_makes_the_violation_clean(string id)
    {
        var list = AllowList(id, "Fix");
        Assert.NotEmpty(list);
        foreach (var violation in Examples(id, "Violation"))
            Assert.Empty(await RunAsync(id, violation, list));
    }

    private static Task<ImmutableArray<Diagnostic>> RunAsync(string id, string example, string allowList = "")
    {
        // The hint at commutation stands beside much of what is honest: its own page alone is about it. Overflow is a matter of projects that check for it.
        var compilation = id == RuleIds.CommutesCouldBeDeclared ? Programs.CompileWithHints(("Example.cs", Usings + example)) : Programs.Compile(("Example.cs", Usings + example));
        compilation = compilation.WithOptions(compilation.Options.WithOverflowChecks(id == RuleIds.OverflowContext));
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        return Analysis.RunAsync(compilation, allowList.Length == 0 ? null : new AnalyzerOptions([new ListFile(allowList)]));
    }

    private static DiagnosticDescriptor Descriptor(string id) => Descriptors.Single(descriptor => descriptor.Id == id);

    private static string Page(string id) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Rules", id + ".md")).Replace("\r\n", "\n", StringComparison.Ordinal);

    private static List<string> Examples(string id, string section) => [.. CSharpBlock().Matches(Section(id, section)).Select(match => match.Groups[1].Value)];

    private static string AllowList(string id, string section) => string.Concat(TextBlock().Matches(Section(id, section)).Select(match => match.Groups[1].Value));

    private static string Section(string id, string section)
    {
        var page = Page(id);
        var start = page.IndexOf($"\n## {section}\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"{id}.md has no section {section}");
        var end = page.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        return page[start..(end < 0 ? page.Length : end)];
    }

    [GeneratedRegex("^```csharp\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex CSharpBlock();

    [GeneratedRegex("^```text\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex TextBlock();
}
