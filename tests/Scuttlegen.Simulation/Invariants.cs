using Scuttlegen.Wire;

namespace Scuttlegen.Simulation;

/// <summary>What must hold: at any moment, and once peace has come.</summary>
/// <param name="world">Where it happens.</param>
/// <param name="dispatches">What was dispatched.</param>
/// <param name="peers">Who is checked.</param>
/// <param name="withCopies">Whether disks were copied: then updates may have been issued again, under other stamps.</param>
internal sealed class Invariants(World world, Dispatches dispatches, IReadOnlyList<SimulatedPeer> peers, bool withCopies = false)
{
    /// <summary>Whether peers may say "not yet" to what others wrote.</summary>
    public bool HasAdmissions { get; init; }

    /// <summary>Whether peers take only so much at once.</summary>
    public bool HasQuotas { get; init; }

    /// <summary>Whether somebody sends what peers, who demand signatures, must refuse, and accuse nobody of.</summary>
    public bool IsAttacked { get; init; }

    /// <summary>What holds of a peer at any moment, whatever it has heard of: order, feeds without gaps, a state that is the fold of just what it holds.</summary>
    public void CheckNow(SimulatedPeer peer)
    {
        if (!peer.IsUp) return;
        var history = peer.Replica.GetHistory();
        CheckHistory(peer, history, [.. history]);
    }

    /// <summary>What holds when everything has had time to get everywhere.</summary>
    /// <param name="hasForged">Whether somebody forged batches.</param>
    public void CheckAll(bool hasForged)
    {
        var expected = dispatches.InOrder.ToList();
        foreach (var peer in peers)
        {
            var history = peer.Replica.GetHistory();
            Update[] updates = [.. history];

            // Every dispatch that its author kept, and nothing else, once.
            var held = updates.Select(update => dispatches.Find(in update)).OfType<Dispatched>().ToHashSet();
            var missing = expected.Find(dispatched => dispatched.IsAcknowledged && !dispatched.IsGone && !held.Contains(dispatched));
            Require(missing is null, peer, () => $"lacks {missing}, which was acknowledged; it is on the disks of: {string.Join(' ', HoldersOf(missing!))}");
            Require(
                withCopies || updates.Select(update => update.Stamp).SequenceEqual(expected.Select(dispatched => dispatched.Stamp)),
                peer,
                () => $"holds {updates.Length} updates, not the {expected.Count} that were dispatched; {Difference(updates, expected)}");
            Require(peer.Replica.GetStatistics().BatchesUndecryptable == 0, peer, () => $"cannot read {peer.Replica.GetStatistics().BatchesUndecryptable} batches, though it has all keys");
            CheckHistory(peer, history, updates);
            CheckTimeTravel(peer, history, updates);
            CheckDisk(peer, updates);
            CheckBuffers(peer);
            CheckEvents(peer, hasForged);
            var statistics = peer.Replica.GetStatistics();
            world.See("updates rewound", (int)statistics.UpdatesRewound);
            world.See("updates replayed", (int)statistics.UpdatesReplayed);
        }

        foreach (var happened in peers.SelectMany(peer => peer.Events))
        {
            if (happened is FrameRefused { Refusal: Refusal.OverQuota }) world.See("a quota exceeded, told");
            if (happened is UnknownKind) world.See("an unknown kind");
            if (happened is ReducerThrew) world.See("a reducer that throws");
            if (happened is UpdatesUndecryptable) world.See("updates that cannot be read yet");
            if (happened is FeedFrozen) world.See("a feed frozen");
            if (happened is IncarnationChanged) world.See("an incarnation changed");
            if (happened is UpdatesWithdrawn) world.See("updates withdrawn");
            if (happened is UpdatesReissued) world.See("updates issued again");
        }

        foreach (var peer in peers.Where(peer => peer.Table.Without == peers[0].Table.Without))
        {
            Require(
                peer.Replica.State.ToBytes().AsSpan().SequenceEqual(peers[0].Replica.State.ToBytes()),
                peer,
                () => $"has the state {peer.Replica.State}, {peers[0]} {peers[0].Replica.State}");
        }
    }

    /// <summary>What holds after some quiet: whoever hears another peer of its version has told it what its state comes to, and told the truth.</summary>
    public void CheckStateHashes()
    {
        foreach (var peer in peers)
        {
            var replica = peer.Replica;
            var fingerprint = Fingerprint.Of(peer.Table);
            var truth = replica.HashState(replica.State).Prefix;
            var mustKnow = replica.Members.Members.Any(member => member.Fingerprint == fingerprint);
            Require(replica.StateHash is { } hash ? hash == truth : !mustKnow, peer, () => $"tells {replica.StateHash:x16} of its state, whose hash is {truth:x16}");
            if (replica.StateHash is not null) world.See("a state hash told");
        }
    }

    private void CheckHistory(SimulatedPeer peer, History<Board> history, Update[] updates)
    {
        var last = new Dictionary<Source, ulong>();
        var seen = new HashSet<long>();
        var fold = new BoardFold(peer.Table.Without);
        for (var i = 0; i < updates.Length; i++)
        {
            var update = updates[i];
            Require(i == 0 || updates[i - 1].Stamp < update.Stamp, peer, () => $"holds {updates[i - 1].Stamp:S} before {update.Stamp:S}");
            Require(update.Sequence == last.GetValueOrDefault(update.Source) + 1, peer, () => $"holds sequence {update.Sequence} of {update.Source:S} after {last.GetValueOrDefault(update.Source)}");
            last[update.Source] = update.Sequence;
            Require(withCopies || !peer.NotYet.Contains((update.Source, update.Sequence)), peer, () => $"holds {update}, to which it said \"not yet\"");

            // What it has no key for yet.
            if (update.Action is null && update.Kind is null && peer.Replica.GetStatistics().BatchesUndecryptable > 0) continue;

            // What was issued again and does not count.
            if (withCopies && update.Action is null) continue;
            var dispatched = dispatches.Find(in update);
            Require(dispatched is not null, peer, () => $"holds {update.Action} at {update.Stamp:S}, which nobody dispatched or a crash took");
            Require(seen.Add(dispatched!.Action.Number), peer, () => $"holds {dispatched} twice");
            Require(
                withCopies || (dispatched.Stamp == update.Stamp && dispatched.WallClock == update.Timestamp.ToUnixTimeMilliseconds()),
                peer,
                () => $"holds {update}, dispatched as {dispatched}");
            Require(
                dispatched.Action.Kind == peer.Table.Without ? update.Action is null : dispatched.Action.Equals(update.Action),
                peer,
                () => $"holds {update.Action} at {update.Stamp:S}, where {dispatched.Action} was dispatched");
            fold.Apply(dispatched.Action, update.Source, update.Sequence);
        }

        Require(history.State.ToBytes().AsSpan().SequenceEqual(fold.State.ToBytes()), peer, () => $"has the state {history.State}, the fold of its {updates.Length} updates is {fold.State}");
    }

    /// <summary>States between, from whatever checkpoint.</summary>
    private void CheckTimeTravel(SimulatedPeer peer, History<Board> history, Update[] updates)
    {
        if (updates.Length == 0) return;
        var asked = Enumerable.Range(0, 3).Select(_ => world.Random.Next(updates.Length)).Append(updates.Length - 1).ToHashSet();
        var fold = new BoardFold(peer.Table.Without);
        for (var i = 0; i < updates.Length; i++)
        {
            if (dispatches.Find(in updates[i]) is { } dispatched && !(withCopies && updates[i].Action is null)) fold.Apply(dispatched.Action, updates[i].Source, updates[i].Sequence);
            if (!asked.Contains(i)) continue;
            var state = history.StateAt(updates[i].Stamp);
            Require(state.ToBytes().AsSpan().SequenceEqual(fold.State.ToBytes()), peer, () => $"says that the state after {i + 1} updates is {state}, the fold {fold.State}");
        }
    }

    /// <summary>What a peer holds is on its disk, each feed chained from its first batch, and comes to the same after a restart.</summary>
    private void CheckDisk(SimulatedPeer peer, Update[] updates)
    {
        var continuity = new FeedContinuity(SimulatedPeer.Store);
        var stored = new HashSet<(Source, ulong)>();
        foreach (var batch in withCopies ? [] : peer.Disk.Batches)
        {
            Require(continuity.TryContinue(in batch, out var problem), peer, () => $"has a disk that cannot be read: {problem}");
            var header = BatchHeader.Read(batch.Header.Span);

            // What was lost with the signature that vouched for it is there twice once it is back.
            for (var sequence = header.FirstSequence; sequence <= header.LastSequence; sequence++) stored.Add((batch.Source, sequence));
        }

        Require(withCopies || stored.Count == updates.Length, peer, () => $"has {stored.Count} updates on disk, {updates.Length} in its history");
        var restarted = peer.Load(new Random(0), static () => 0);
        Require(
            restarted.UpdateCount == updates.Length && restarted.State.ToBytes().AsSpan().SequenceEqual(peer.Replica.State.ToBytes()),
            peer,
            () => $"would hold {restarted.UpdateCount} updates and {restarted.State} after a restart, not {updates.Length} and {peer.Replica.State}; it would lack {string.Join(' ', updates.Select(update => update.Stamp).Except(restarted.GetHistory().Select(update => update.Stamp)).Take(10).Select(stamp => stamp.ToString("S", null)))}");
    }

    private static void CheckBuffers(SimulatedPeer peer)
    {
        var replica = peer.Replica;
        Require(
            replica.PendingBytes == 0 && replica.Outgoing.Count == 0 && replica.Unstored.Count == 0 && replica.Events.Count == 0 && replica.GetStatistics().BatchesWaiting == 0,
            peer,
            () => $"has {replica.PendingBytes} bytes pending, {replica.GetStatistics().BatchesWaiting} batches that wait, {replica.Outgoing.Count} frames to send, {replica.Unstored.Count} batches to store, {replica.Events.Count} events to tell");
    }

    private void CheckEvents(SimulatedPeer peer, bool hasForged)
    {
        var bad = peer.Events.Find(happened => (happened is FrameRefused refused && !(HasAdmissions && refused.Refusal == Refusal.NotYet) && !(HasQuotas && refused.Refusal == Refusal.OverQuota) && !(IsAttacked && IsOfAttack(refused.Refusal)))
            || happened is DivergenceDetected or StoreFaulted or HistoryHalted or UpdateVoided or BodyVoided
            || (happened is ForkDetected && !(hasForged && !IsAttacked) && !withCopies)
            || (happened is FeedFrozen or IncarnationChanged or UpdatesReissued && !withCopies)
            || (happened is UpdatesWithdrawn && !HasAdmissions && !withCopies)
            || (happened is ReducerThrew threw && threw.Kind is not (nameof(BoardKind.Failed) or nameof(BoardKind.Split))));
        Require(bad is null, peer, () => $"says {bad}");
    }

    private static bool IsOfAttack(Refusal refusal) => refusal is Refusal.Unsigned or Refusal.BadSignature or Refusal.BadProof or Refusal.BadBatch or Refusal.NotYet;

    private IEnumerable<SimulatedPeer> HoldersOf(Dispatched dispatched) =>
        peers.Where(peer => peer.Disk.Vouched(peer.IsSigned).SelectMany(SimulatedDisk.NumbersIn).Contains(dispatched.Action.Number));

    private static string Difference(Update[] updates, List<Dispatched> expected)
    {
        var held = updates.Select(update => update.Stamp).ToHashSet();
        var missing = expected.Where(dispatched => !held.Contains(dispatched.Stamp)).Select(dispatched => $"{dispatched.Stamp.Time} of {dispatched.By}").ToList();
        return missing.Count == 0 ? "it holds some twice, or more than were" : $"it lacks {missing.Count}, among them {missing[0]}";
    }

    private static void Require(bool holds, SimulatedPeer peer, Func<string> otherwise)
    {
        if (!holds) throw new InvalidOperationException($"{peer} {otherwise()}.");
    }
}
