using CsCheck;
using Scuttlegen.Crdt;
using Xunit;

namespace Scuttlegen.Testing.Tests;

/// <summary>What the guide shows is what runs here.</summary>
public sealed class GuideTests
{
    [Fact]
    public void It_merges() => CrdtLaws.Check(Gen.Select(Gen.UInt[0, 9], Gen.UInt[0, 9], (low, high) => new Peaks<NoFlaw>(low, high)));

    [Fact]
    public void It_is_a_CRDT() => CrdtLaws.Check(mutations: Gen.OneOf(
        Mutator.Of(Gen.Int[0, 4], (ORSet<int> set, Author by, int element) => set.Add(element, by.NextDot())),
        Mutator.Of(Gen.Int[0, 4], (ORSet<int> set, Author by, int element) => set.Remove(by.Recall(set.Observe(element))))));

    [Fact]
    public async Task The_guide_shows_these()
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Scuttlegen.sln"))) root = Path.GetDirectoryName(root)!;
        var guide = await File.ReadAllTextAsync(Path.Combine(root, "docs", "testing.md"), TestContext.Current.CancellationToken);
        var here = Words(await File.ReadAllTextAsync(Path.Combine(root, "tests", "Scuttlegen.Testing.Tests", "GuideTests.cs"), TestContext.Current.CancellationToken));
        var examples = guide.Split("```csharp").Skip(1).Select(part => Words(part.Split("```")[0])).ToList();
        Assert.NotEmpty(examples);
        Assert.All(examples, example => Assert.Contains(example, here, StringComparison.Ordinal));
    }

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
