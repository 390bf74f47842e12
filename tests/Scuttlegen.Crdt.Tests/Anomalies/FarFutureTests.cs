using CsCheck;
using Scuttlegen.Testing;
using Xunit;

namespace Scuttlegen.Crdt.Tests.Anomalies;

/// <summary>
/// A write from the far future wins for good, and no merge can refuse it without depending on what was merged before. Before the merge a clock can let it wait. Inside a store, batches wait at the door in the same way.
/// </summary>
public sealed class FarFutureTests
{
    private static readonly Stamp Far = Peers.Stamp(ulong.MaxValue, 1);

    private static readonly Gen<(ulong Time, int Source)[]> Writes =
        Gen.Select(Gen.OneOf(Gen.ULong[1, 40], Gen.ULong[1, 4].Select(static n => n * 1_000)), Gen.Int[0, 3]).Array[1, 10];

    [Fact]
    public void A_merge_lets_it_win_whatever_came_before()
    {
        var poisoned = LWWRegister<string>.Empty.Set("far", Far).Value;
        var written = LWWRegister<string>.Empty.Set("now", Peers.Stamp(7, 0)).Value;
        Assert.Equal("far", written.Merge(poisoned).Value);
        Assert.Equal("far", poisoned.Merge(written).Value);
        Assert.Equal("far", poisoned.Set("now", Peers.Stamp(8, 0)).Value.Value);
        Assert.Throws<OverflowException>(() => new LogicalClock(ulong.MaxValue).Tick());
    }

    [Fact]
    public void A_clock_lets_it_wait()
    {
        var clock = default(LogicalClock).Tick();
        Assert.Equal(Peers.Stamp(1, 0), clock.By(Peers.Source(0)));
        Assert.False(clock.Admits(Far));
        Assert.True(clock.Admits(Peers.Stamp(1 + LogicalClock.DefaultMaxLead, 1)));
        Assert.False(clock.Admits(Peers.Stamp(2 + LogicalClock.DefaultMaxLead, 1)));
        Assert.Throws<ArgumentOutOfRangeException>("stamp", () => clock.Witness(Far));
        Assert.Equal(new LogicalClock(5), clock.Witness(Peers.Stamp(5, 1)));
        Assert.Equal(clock, clock.Witness(Peers.Stamp(1, 1)));
        Assert.Equal(default, new LogicalClock(0));
        Assert.Throws<ArgumentOutOfRangeException>("maxLead", () => new LogicalClock(1, 0));
    }

    [Fact]
    public void What_a_clock_admits_is_the_same_in_a_register_and_in_a_map()
    {
        var map = LWWMap<string, int>.Empty.Set("k", 1, Peers.Stamp(9, 0)).Value.Remove("gone", Peers.Stamp(12, 1)).Value;
        Assert.Equal(Peers.Stamp(12, 1), map.LatestStamp);
        Assert.Equal(default, LWWMap<string, int>.Empty.LatestStamp);
        Assert.True(default(LogicalClock).Admits(LWWMap<string, int>.Empty.LatestStamp));
        Assert.True(new LogicalClock(2, maxLead: 10).Admits(map.LatestStamp));
        Assert.False(new LogicalClock(1, maxLead: 10).Admits(map.LatestStamp));
    }

    /// <summary>Replicas that hear of the same writes in different orders, and let some wait, merge the same ones in the end: those that can be reached in steps of the bound.</summary>
    [Fact]
    public void Replicas_that_let_writes_wait_end_up_equal() => Writes.Sample(
        writes =>
        {
            var all = writes.Select(static write => LWWRegister<int>.Empty.Set((int)write.Time, Peers.Stamp(write.Time, write.Source)).Value).ToArray();
            var random = new Random(writes.Length);
            var first = Receive(all);
            for (var round = 0; round < 3; round++)
            {
                random.Shuffle(all);
                Assert.Equal(first, Receive(all));
            }

            static (LWWRegister<int> Value, LogicalClock Clock) Receive(LWWRegister<int>[] arriving)
            {
                var (value, clock, waiting) = (LWWRegister<int>.Empty, new LogicalClock(0, maxLead: 20), new List<LWWRegister<int>>());
                foreach (var write in arriving)
                {
                    waiting.Add(write);
                    while (waiting.Find(held => clock.Admits(held.Stamp)) is { } admitted)
                    {
                        waiting.Remove(admitted);
                        (value, clock) = (value.Merge(admitted), clock.Witness(admitted.Stamp));
                    }
                }

                return (value, clock);
            }
        },
        iter: 2_000);

    [Fact]
    public void Writes_with_the_clocks_stamps_win_over_all_that_it_admitted() => CrdtLaws.Check(Mutator.Of(
        Gen.Int[0, 3], (LWWRegister<int> register, Author by, int value) => register.Set(value, new LogicalClock(register.Stamp.Time).Tick().By(by.Source))));
}
