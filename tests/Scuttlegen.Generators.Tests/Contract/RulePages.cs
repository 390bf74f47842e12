using System.Text.RegularExpressions;

namespace Scuttlegen.Generators.Tests.Contract;

/// <summary>What the pages of the contract rules show is true: a shipped contract in a text block, the code below it.</summary>
public sealed partial class RulePages
{
    public static TheoryData<string> Ids => [.. new WireContractAnalyzer().SupportedDiagnostics.Select(d => d.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_violation_reports_and_the_fix_is_clean(string id)
    {
        Assert.All(await Findings(id, "Violation"), found => Assert.Equal(id, Assert.Single(found)));
        Assert.All(await Findings(id, "Fix"), Assert.Empty);
    }

    private static async Task<List<List<string>>> Findings(string id, string section)
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Scuttlegen.sln"))) root = Path.GetDirectoryName(root)!;
        var page = (await File.ReadAllTextAsync(Path.Combine(root, "docs", "rules", id + ".md"), TestContext.Current.CancellationToken)).ReplaceLineEndings("\n");
        var start = page.IndexOf($"\n## {section}\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"{id}.md has no section {section}.");
        var end = page.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        var found = new List<List<string>>();
        foreach (Match example in Example().Matches(page[start..(end < 0 ? page.Length : end)]))
            found.Add([.. (await Tracking.Analyze("using Scuttlegen;\n" + example.Groups[2].Value, [("WireContract.Shipped.txt", example.Groups[1].Value)])).Select(d => d.Id)]);
        Assert.NotEmpty(found);
        return found;
    }

    [GeneratedRegex("^```text\n([^`]*)```\n```csharp\n([^`]*)```", RegexOptions.Multiline)]
    private static partial Regex Example();
}
