using Scuttlegen.Generators.Tests.Support;

namespace Scuttlegen.Generators.Tests.Generation;

/// <summary>What the guides show is what compiles.</summary>
public sealed class GuideTests
{
    [Fact]
    public async Task Guards_and_hooks()
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Scuttlegen.sln"))) root = Path.GetDirectoryName(root)!;
        var guide = (await File.ReadAllTextAsync(Path.Combine(root, "docs", "guards-and-hooks.md"), TestContext.Current.CancellationToken)).ReplaceLineEndings("\n");
        var example = guide.Split("```csharp\n")[1].Split("```")[0];
        var files = await GeneratorRun.Generate(GeneratorRun.Compile(
            "using System.Threading; using System.Threading.Tasks; using Scuttlegen;\n#pragma warning disable CS1591 // an example documents nothing\n" + example
            + "public static class Bank { public static ValueTask<bool> CoversAsync(PeerId peer, int amount, CancellationToken cancellationToken) => new(amount < 5000); }"));
        var store = files["AuctionStore.GossipStore.g.cs"];
        foreach (var called in new[] { "Sign(", "IsOwn(", "IsHigher(", "IsCovered(" }) Assert.Contains("global::AuctionRules." + called, store, StringComparison.Ordinal);
    }
}
