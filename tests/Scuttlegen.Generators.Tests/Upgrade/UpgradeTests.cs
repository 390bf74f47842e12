using Scuttlegen.Tests;

namespace Scuttlegen.Generators.Tests.Upgrade;

/// <summary>Two builds of one app on one network: what one does not know it keeps and relays, and after an upgrade it counts (I4).</summary>
public sealed class UpgradeTests
{
    private readonly IAppBuild _old = AppBuilds.Version1();
    private readonly IAppBuild _new = AppBuilds.Version2();
    private readonly InMemoryNetwork _network = new();

    [Fact]
    public async Task What_an_old_build_does_not_know_comes_to_life_with_the_upgrade()
    {
        var oldStorage = new InMemoryFeedStorage();
        var newStorage = new InMemoryFeedStorage();
        var lateStorage = new InMemoryFeedStorage();
        string expected;
        await using (var old = await Open(_old, oldStorage))
        {
            var unknown = new List<UnknownKind>();
            using var subscription = old.SubscribeToEvents(happened =>
            {
                if (happened is UnknownKind kind) lock (unknown) unknown.Add(kind);
            });
            await using (var newer = await Open(_new, newStorage))
            {
                await newer.DoAsync("add", "milk", 2);
                await newer.DoAsync("check", "milk");
                await Eventually.Holds(() => old.Statistics.Updates == 2, () => old.State);
                await old.DoAsync("add", "bread");
                await Eventually.Holds(() => newer.Statistics.Updates == 3, () => newer.State);
                expected = newer.State;
            }

            Assert.Equal("+milk×2 ✓milk +bread×1", expected);
            Assert.Equal("+milk +bread", old.State);
            await Eventually.Holds(() =>
            {
                lock (unknown) return unknown.Select(u => u.Kind).SequenceEqual(["item.checked"]);
            });

            // The author is gone: whoever comes later has it from a peer that cannot read it.
            await using var late = await Open(_new, lateStorage);
            await Eventually.Holds(() => late.Statistics.Updates == 3, () => late.State);
            Assert.Equal(expected, late.State);
        }

        var kept = await Batches(oldStorage);
        Assert.Equal(await Batches(newStorage), kept);
        Assert.Equal(kept, await Batches(lateStorage));

        // The upgrade: the same log, a new build, one fold of each update.
        var before = _new.Folds;
        await using (var upgraded = await Open(_new, oldStorage, alone: true))
        {
            Assert.Equal(expected, upgraded.State);
            Assert.Equal(3, _new.Folds - before);
            Assert.Equal((3L, 0L, 0L), (upgraded.Statistics.Updates, upgraded.Statistics.Rewinds, upgraded.Statistics.UpdatesReplayed));
            await upgraded.DoAsync("check", "bread");
        }

        // And the way back: nothing is lost, and the next upgrade has it all.
        await using (var downgraded = await Open(_old, oldStorage))
        {
            Assert.Equal(4, downgraded.Statistics.Updates);
            Assert.Equal("+milk +bread", downgraded.State);
            await using var late = await Open(_new, new InMemoryFeedStorage());
            await Eventually.Holds(() => late.Statistics.Updates == 4, () => late.State);
            Assert.Equal(expected + " ✓bread", late.State);
        }

        Assert.Superset(kept.ToHashSet(), (await Batches(oldStorage)).ToHashSet());
    }

    [Fact]
    public async Task Two_builds_side_by_side_read_each_others_actions()
    {
        await using var old = await Open(_old, new InMemoryFeedStorage());
        await using var newer = await Open(_new, new InMemoryFeedStorage());
        await newer.DoAsync("add", "milk", 2);
        await Eventually.Holds(() => old.Statistics.Updates == 1);
        await old.DoAsync("add", "bread");
        await Eventually.Holds(() => newer.Statistics.Updates == 2);
        Assert.Equal("+milk +bread", old.State);
        Assert.Equal("+milk×2 +bread×1", newer.State);
    }

    private Task<IAppPeer> Open(IAppBuild build, InMemoryFeedStorage storage, bool alone = false) => build.OpenAsync(o =>
    {
        o = o with { StorageFactory = _ => storage };
        return alone ? o : o.AllowUnsigned().UseTransport(_ => _network.Connect());
    });

    /// <summary>Every batch, verbatim.</summary>
    private static async Task<List<string>> Batches(InMemoryFeedStorage storage)
    {
        var batches = new List<string>();
        await foreach (var batch in storage.ReadAsync(TestContext.Current.CancellationToken))
            batches.Add($"{batch.Source} {batch.ChainBefore:x16} {Convert.ToHexStringLower(batch.Header.Span)} {Convert.ToHexStringLower(batch.Body.Span)}");
        batches.Sort(StringComparer.Ordinal);
        return batches;
    }
}
