using Scuttlegen.Wire;

namespace Scuttlegen.Tests.Gossip;

/// <summary>Hashes of states belong to digests: heartbeats carry them only where the state is what the digest comes to, no more and no less (I8).</summary>
public class StateHashTests
{
    private static readonly LedgerTable Hashing = new() { HashesStates = true };

    private static readonly ChainHash SameCode = Fingerprint.Of(Hashing);

    private readonly Replica<Ledger> _replica = New(Hashing);

    [Fact]
    public void A_state_with_updates_that_are_not_durable_is_not_hashed()
    {
        Rest(_replica);
        _replica.Dispatch(LedgerTable.AddedKind, new Added(1), 0);
        Assert.False(_replica.TryTakeStateToHash(out _, out _));

        // While it is being stored.
        _replica.EndTurn(Seconds(2));
        Assert.False(_replica.TryTakeStateToHash(out _, out _));
        _replica.Stored();
        AssertTakes(2);
    }

    [Fact]
    public void A_state_that_lacks_updates_of_the_digest_is_not_hashed()
    {
        Rest(_replica);
        var author = New(Hashing, 3);
        author.Connected(TimeSpan.Zero);
        author.Dispatch(LedgerTable.AddedKind, new Added(1), 0);
        author.EndTurn(TimeSpan.Zero);
        author.Stored();
        foreach (var (_, frame) in author.Outgoing) _replica.Receive(frame, Seconds(2));
        Assert.Equal(author.DigestHash, _replica.DigestHash);
        Assert.False(_replica.TryTakeStateToHash(out _, out _));
        EndTurn(_replica, 3);
        AssertTakes(2);
    }

    [Fact]
    public void A_hash_that_comes_late_is_not_told_of_another_digest()
    {
        Rest(_replica);
        Assert.True(_replica.TryTakeStateToHash(out var state, out var digest));
        _replica.Dispatch(LedgerTable.AddedKind, new Added(1), 0);
        EndTurn(_replica, 2);
        _replica.StateHashed(digest, _replica.HashState(state).Prefix);
        Assert.Null(_replica.StateHash);
    }

    [Fact]
    public void A_late_update_changes_what_is_told()
    {
        var (early, late) = (New(Hashing, 3), New(Hashing, 4));
        foreach (var (peer, amount) in new[] { (early, 5L), (late, 7L) })
        {
            peer.Connected(TimeSpan.Zero);
            peer.Dispatch(LedgerTable.AddedKind, new Added(amount), 0);
            peer.Dispatch(LedgerTable.MultipliedKind, new Multiplied(2), 0);
            EndTurn(peer, 0);
        }

        foreach (var peer in new[] { late, early })
        {
            foreach (var (_, frame) in peer.Outgoing) _replica.Receive(frame, TimeSpan.Zero);
            EndTurn(_replica, 0);
        }

        Rest(_replica);
        AssertTakes(((((1 + 5) + 7) * 2) * 2));
    }

    [Fact]
    public void A_halted_history_is_not_hashed()
    {
        Rest(_replica);
        _replica.HaltBecause(new InsufficientMemoryException());
        Assert.False(_replica.TryTakeStateToHash(out _, out _));
    }

    [Fact]
    public void States_without_canonical_bytes_are_never_asked_for()
    {
        var replica = New(new LedgerTable());
        Rest(replica);
        Assert.False(replica.TryTakeStateToHash(out _, out _));
        Assert.Null(replica.StateHash);
        Hear(replica, Fingerprint.Of(new LedgerTable()), 1);
        Assert.DoesNotContain(replica.Events, happened => happened is DivergenceDetected);
    }

    [Fact]
    public void Nobody_of_the_same_code_is_there_so_nothing_is_hashed()
    {
        Rest(_replica, new ChainHash(new byte[ChainHash.Size]));
        Assert.False(_replica.TryTakeStateToHash(out _, out _));
    }

    [Fact]
    public void Divergence_is_told_once_for_each_peer_and_digest_and_only_of_the_same_code()
    {
        Rest(_replica);
        AssertTakes(1);
        var ours = _replica.StateHash!.Value;
        Hear(_replica, SameCode, ours);
        Hear(_replica, SameCode, null);
        Hear(_replica, new ChainHash(new byte[ChainHash.Size]), ours + 1);
        Hear(_replica, SameCode, ours + 1, digest: _replica.DigestHash + 1);
        Assert.DoesNotContain(_replica.Events, happened => happened is DivergenceDetected);

        for (var i = 0; i < 3; i++) Hear(_replica, SameCode, ours + 1);
        var told = Assert.Single(_replica.Events.OfType<DivergenceDetected>());
        Assert.Equal((Lab.SourceOf(2), ours, ours + 1), (told.Peer, told.StateHash, told.PeerStateHash));
        Hear(_replica, SameCode, ours + 1, sender: 5);
        Assert.Equal(2, _replica.Events.OfType<DivergenceDetected>().Count());

        _replica.Dispatch(LedgerTable.AddedKind, new Added(1), 0);
        EndTurn(_replica, 3);
        Rest(_replica, seconds: 4);
        AssertTakes(2);
        Hear(_replica, SameCode, 0);
        Assert.Equal(3, _replica.Events.OfType<DivergenceDetected>().Count());
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    private static Replica<Ledger> New(LedgerTable table, byte number = 1) => new(table, Lab.Store, Lab.SourceOf(number), new StoreOptions(), new Random(number));

    /// <summary>A peer of that code is heard, and one digest said twice.</summary>
    private static void Rest(Replica<Ledger> replica, ChainHash? fingerprint = null, double seconds = 0)
    {
        replica.Connected(Seconds(seconds));
        Hear(replica, fingerprint ?? Fingerprint.Of(replica.Table), null, digest: 1);
        EndTurn(replica, seconds);
        EndTurn(replica, seconds + 1);
    }

    private static void Hear(Replica<Ledger> replica, ChainHash fingerprint, ulong? hash, ulong? digest = null, byte sender = 2) =>
        replica.Receive(new HeartbeatMessage(digest ?? replica.DigestHash, fingerprint, hash, null).ToFrame(Lab.Store, Lab.SourceOf(sender)), TimeSpan.Zero);

    private static void EndTurn(Replica<Ledger> replica, double seconds)
    {
        replica.Tick(Seconds(seconds));
        replica.EndTurn(Seconds(seconds));
        replica.Stored();
    }

    private void AssertTakes(long value)
    {
        Assert.True(_replica.TryTakeStateToHash(out var state, out var digest));
        Assert.Equal((value, _replica.DigestHash), (state.Value, digest));
        _replica.StateHashed(digest, _replica.HashState(state).Prefix);
        Assert.Equal(StateHash.Of(Hashing, state).Prefix, _replica.StateHash);
        Assert.False(_replica.TryTakeStateToHash(out _, out _));
    }
}
