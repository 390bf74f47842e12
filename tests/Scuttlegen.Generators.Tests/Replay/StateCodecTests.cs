using System.Collections.Concurrent;
using System.Collections.Immutable;
using Scuttlegen.Generators.Tests.Fixtures;
using Scuttlegen.Tests;
using Scuttlegen.Wire;

namespace Scuttlegen.Generators.Tests.Replay;

/// <summary>A state's canonical bytes, and what peers make of their hashes (I8).</summary>
public sealed class StateCodecTests
{
    private static readonly Drift Full = new(
        ImmutableDictionary<string, double>.Empty.Add("b", -0.0).Add("a", double.NaN).Add("å", 1.5),
        ImmutableSortedSet.Create<string>(StringComparer.Ordinal, "å", "a"),
        new("root", [new("leaf", []), new("twig", [new("bud", [])])]),
        -1.10m,
        42,
        [1, 2, 3]) { Calls = long.MinValue };

    [Fact]
    public void What_is_read_is_what_was_written_but_local_slices()
    {
        var bytes = Write(Full);
        var reader = new CborReader(bytes);
        var read = DriftStore.Table.ReadState(ref reader);
        reader.EnsureEnd();
        Assert.Equal(Drift.Initial.Cursor, read.Cursor);
        Assert.Equal(Full.Calls, read.Calls);
        Assert.Equal(Full.Raw, read.Raw);
        Assert.Equal(decimal.GetBits(Full.Sum), decimal.GetBits(read.Sum));
        Assert.Equal(BitConverter.DoubleToInt64Bits(-0.0), BitConverter.DoubleToInt64Bits(read.Amounts["b"]));
        Assert.Equal("bud", read.Tree.Limbs[1].Limbs[0].Name);
        Assert.Equal(bytes, Write(read));
    }

    [Fact]
    public void Equal_states_have_equal_bytes_whatever_way_led_to_them()
    {
        var keys = Enumerable.Range(0, 500).Select(n => $"key {n}").ToList();
        var up = ImmutableDictionary.CreateRange(keys.Select(key => KeyValuePair.Create(key, 1.0)));
        var down = ImmutableDictionary.CreateRange(Enumerable.Reverse(keys).Select(key => KeyValuePair.Create(key, 1.0))).Add("more", 2).Remove("more");
        Assert.Equal(Write(Full with { Amounts = up }), Write(Full with { Amounts = down, Cursor = -1 }));
        Assert.NotEqual(Write(Full), Write(Full with { Sum = -1.1m }));
        Assert.NotEqual(Write(Full), Write(Full with { Tree = Full.Tree with { Limbs = [] } }));
    }

    [Fact]
    public void A_large_state_is_written_whole()
    {
        var large = Full with { Keys = Full.Keys.Union(Enumerable.Range(0, 20_000).Select(n => $"{n:d6} {new string('x', 50)}")) };
        var reader = new CborReader(Write(large));
        Assert.True(large.Keys.SequenceEqual(DriftStore.Table.ReadState(ref reader).Keys));
    }

    [Fact]
    public void A_state_nested_without_end_is_refused_not_crashed_over()
    {
        var tree = new Limb("", []);
        for (var i = 0; i < 200_000; i++) tree = new Limb("", [tree]);
        Assert.Throws<InsufficientExecutionStackException>(() => Write(Full with { Tree = tree }));
        Assert.Throws<WireFormatException>(() => Write(Full with { Tree = new Limb("\ud800", []) }));
    }

    [Fact]
    public void The_contract_names_the_canonical_form_without_local_slices()
    {
        Assert.Contains("  canonical ", DriftStore.Table.Contract, StringComparison.Ordinal);
        Assert.Contains("Calls:int64", DriftStore.Table.Contract, StringComparison.Ordinal);
        Assert.DoesNotContain("Cursor", DriftStore.Table.Contract, StringComparison.Ordinal);
    }

    /// <summary>One test, for the reducer's fault is a static switch.</summary>
    [Fact]
    public async Task Peers_agree_on_the_hash_whatever_is_local_and_a_nondeterministic_reducer_is_told_by_both()
    {
        var network = new InMemoryNetwork();
        await using var alice = await OpenAsync(network);
        await using var bob = await OpenAsync(network);
        var events = new ConcurrentQueue<StoreEvent>();
        using var fromAlice = alice.SubscribeToEvents(events.Enqueue);
        using var fromBob = bob.SubscribeToEvents(events.Enqueue);
        for (var i = 0; i < 20; i++)
        {
            alice.Dispatch(new Drifted($"alice {i}", i));
            bob.Dispatch(new Drifted($"bob {i}", -i));
        }

        alice.Dispatch(new Moved(1));
        bob.Dispatch(new Moved(2));
        await Eventually.Holds(() => alice.State.Count == 40 && bob.State.Count == 40);
        Assert.Equal(alice.ComputeStateHash(), bob.ComputeStateHash());
        Assert.NotEqual(alice.State.Cursor, bob.State.Cursor);
        await using (var late = await OpenAsync(network))
        {
            await Eventually.Holds(() => late.State.Count == 40);
            Assert.Equal(alice.ComputeStateHash(), late.ComputeStateHash());
        }

        Assert.DoesNotContain(events, happened => happened is DivergenceDetected or StateNotHashed);

        DriftReducers.IsImpure = true;
        try
        {
            alice.Dispatch(new Drifted("impure", 0));
            await Eventually.Holds(() => events.OfType<DivergenceDetected>().Select(found => found.Peer).Distinct().Count() == 2);
        }
        finally
        {
            DriftReducers.IsImpure = false;
        }

        Assert.NotEqual(alice.ComputeStateHash(), bob.ComputeStateHash());
        var told = events.OfType<DivergenceDetected>().Single(found => found.Peer == bob.Source);
        Assert.StartsWith($"{told.StateHash:x16}", alice.ComputeStateHash(), StringComparison.Ordinal);
        Assert.StartsWith($"{told.PeerStateHash:x16}", bob.ComputeStateHash(), StringComparison.Ordinal);
    }

    private static byte[] Write(Drift state)
    {
        using var buffer = new GrowingBuffer();
        var writer = new CborWriter(buffer);
        DriftStore.Table.WriteState(state, ref writer);
        return writer.Written.ToArray();
    }

    private static ValueTask<DriftStore> OpenAsync(InMemoryNetwork network) => DriftStore.OpenAsync(o => o.AllowUnsigned().UseTransport(network.Connect()) with
    {
        Gossip = new GossipOptions { HeartbeatInterval = TimeSpan.FromMilliseconds(100) },
    });
}
