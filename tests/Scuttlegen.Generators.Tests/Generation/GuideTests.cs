using Scuttlegen.Generators.Tests.Support;

namespace Scuttlegen.Generators.Tests.Generation;

/// <summary>What the guides show is what compiles.</summary>
public sealed class GuideTests
{
    private const string Undocumented = "#pragma warning disable CS1591 // an example documents nothing\n";

    [Fact]
    public async Task Access_control()
    {
        var examples = await ExamplesOf("access-control.md");
        var files = await GeneratorRun.Generate(GeneratorRun.Compile(
            Undocumented + examples[0],
            "using System; using System.Threading.Tasks; using Scuttlegen;\ninternal static class Use { public static async Task Run(PeerId owner, PeerId bob, string invitation) { " + examples[1] + examples[2] + " } }"));
        var store = files["NotebookStore.GossipStore.g.cs"];
        Assert.Contains("global::Scuttlegen.AccessControl.Begin(current.Access, action)", store, StringComparison.Ordinal);
        foreach (var kind in new[] { "Noted", "Cleared", "Knocked", "access.granted", "access.revoked", "access.transferred" })
            Assert.Contains($"guard slice Access: \\\"guard Scuttlegen.AccessControl.IsAllowed({kind})Access\\\"", store, StringComparison.Ordinal);
        Assert.Contains("guard root: \\\"guard NotebookReducers.IsByOwner(Cleared)\\\"", store, StringComparison.Ordinal);
        Assert.DoesNotContain("IsByOwner(Noted)", store, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guards_and_hooks()
    {
        var example = (await ExamplesOf("guards-and-hooks.md"))[0];
        var files = await GeneratorRun.Generate(GeneratorRun.Compile(
            "using System.Threading; using System.Threading.Tasks; using Scuttlegen;\n" + Undocumented + example
            + "public static class Bank { public static ValueTask<bool> CoversAsync(PeerId peer, int amount, CancellationToken cancellationToken) => new(amount < 5000); }"));
        var store = files["AuctionStore.GossipStore.g.cs"];
        foreach (var called in new[] { "Sign(", "IsOwn(", "IsHigher(", "IsCovered(" }) Assert.Contains("global::AuctionRules." + called, store, StringComparison.Ordinal);
    }

    private static async Task<string[]> ExamplesOf(string guide)
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Scuttlegen.sln"))) root = Path.GetDirectoryName(root)!;
        var text = (await File.ReadAllTextAsync(Path.Combine(root, "docs", guide), TestContext.Current.CancellationToken)).ReplaceLineEndings("\n");
        return [.. text.Split("```csharp\n").Skip(1).Select(part => part.Split("```")[0])];
    }
}
