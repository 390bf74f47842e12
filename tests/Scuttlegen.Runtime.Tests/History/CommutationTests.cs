using System.Collections.Immutable;
using Scuttlegen.Runtime;

namespace Scuttlegen.Tests.History;

/// <summary>The check of what commuting kinds promise.</summary>
public class CommutationTests
{
    private readonly List<LogEntry> _broken = [];

    [Fact]
    public void A_kind_that_breaks_its_promise_is_told_of_replayed_and_trusted_no_more()
    {
        var log = NewLog(Kind(0, static (value, time) => unchecked((value * 31) + (int)time)), Kind(1, static (value, _) => value + 1), out var table);
        var all = Append(log, 300);
        Merge(log, all, (1, 0));
        Assert.Equal(0, Assert.Single(_broken).Kind);
        AssertFolded(log, table, all);

        Merge(log, all, (7, 0), (9, 1));
        Assert.Single(_broken);
        AssertFolded(log, table, all);

        // The other kind is still applied in place: checked, so it is folded twice.
        var before = log.UpdatesReplayed;
        Merge(log, all, (11, 1));
        Assert.True(log.UpdatesReplayed - before > all.Count);
        Assert.Single(_broken);
        AssertFolded(log, table, all);
    }

    [Fact]
    public void Without_the_check_the_promise_is_believed()
    {
        var table = new MosaicTable([Kind(0, static (value, time) => unchecked((value * 31) + (int)time))]);
        var log = new ReplayLog<ImmutableArray<int>>(table, new StampOrder(Sources()), new ReplayContext(default, Sources()), static (_, _) => { }, 4);
        var all = Append(log, 300, kinds: 1);
        Merge(log, all, (1, 0));
        Assert.NotEqual(Fold(table, all), log.State);
    }

    [Fact]
    public void What_touches_the_same_slice_is_not_trusted_either()
    {
        var log = NewLog(Kind(0, static (value, time) => unchecked((value * 31) + (int)time)), Kind(0, static (value, _) => value + 1), out var table);
        var all = Append(log, 300);
        Merge(log, all, (1, 0));
        Merge(log, all, (3, 1));
        Assert.Single(_broken);
        AssertFolded(log, table, all);
    }

    private static MosaicKind Kind(int slice, Func<int, ulong, int> reduce) => new(0, 1UL << slice, 0, 0, 0, Throws: false, Commutes: true) { Reducer = reduce };

    private ReplayLog<ImmutableArray<int>> NewLog(MosaicKind one, MosaicKind two, out MosaicTable table)
    {
        table = new MosaicTable([one, two]);
        return new ReplayLog<ImmutableArray<int>>(
            table, new StampOrder(Sources()), new ReplayContext(default, Sources()), static (_, _) => { }, 4, _broken.Add);
    }

    private static List<LogEntry> Append(ReplayLog<ImmutableArray<int>> log, int count, int kinds = 2)
    {
        var all = Enumerable.Range(1, count).Select(i => Entry((ulong)i * 2, i % kinds)).ToList();
        foreach (var entry in all) log.Append(in entry);
        return all;
    }

    private static void Merge(ReplayLog<ImmutableArray<int>> log, List<LogEntry> all, params (ulong Time, int Kind)[] late)
    {
        LogEntry[] entries = [.. late.Select(item => Entry(item.Time, item.Kind))];
        all.AddRange(entries);
        log.Merge(entries);
    }

    private static void AssertFolded(ReplayLog<ImmutableArray<int>> log, MosaicTable table, List<LogEntry> all) => Assert.Equal(Fold(table, all), log.State);

    private static ImmutableArray<int> Fold(MosaicTable table, List<LogEntry> all)
    {
        var state = table.InitialState;
        var position = 0;
        table.Replay([.. all.OrderBy(entry => entry.Time)], ref position, ref state, new ReplayContext(default, Sources()));
        return state;
    }

    private static LogEntry Entry(ulong time, int kind) => new(new object(), kind, time, time, 0, 0);

    private static SourceTable Sources()
    {
        var sources = new SourceTable();
        sources.GetOrAdd(new Source(new PeerId(new byte[PeerId.Size]), 0));
        return sources;
    }
}
