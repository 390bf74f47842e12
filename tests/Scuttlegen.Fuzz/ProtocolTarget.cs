using Scuttlegen.Tests;
using Scuttlegen.Tests.Gossip;

namespace Scuttlegen.Fuzz;

/// <summary>
/// A whole peer without a network: thousands of hostile frames, among genuine ones of a partner that it talks to. It throws nothing, stays within its bounds, can read back what it stored, and agrees with an
/// honest newcomer afterwards.
/// </summary>
internal sealed class ProtocolTarget : FuzzTarget
{
    private const int Inputs = 1000;
    private const int MarathonInputs = 20_000;
    private const int MaxPeers = 8;

    // One answer may follow the one that filled the turn.
    private const long MaxSentPerTurn = (32 + 17) * 1024 * 1024;

    private static readonly IReadOnlyList<byte[]> Frames = [.. Conversation.All.SelectMany(static conversation => conversation.Frames)];
    private static readonly TimeSpan LongestToAgree = TimeSpan.FromSeconds(300);

    public override string Name => "protocol";

    protected override int Step(Dice dice, Watch watch, FuzzReport report)
    {
        var inputs = dice.OneIn(100) ? MarathonInputs : Inputs;
        var conversation = dice.Pick(Conversation.All);
        var options = new StoreOptions { Gossip = new GossipOptions { MaxPeers = MaxPeers } };
        var isMoody = dice.OneIn(3);
        var reachesEveryPeer = !dice.OneIn(4);
        LedgerTable NewTable() => new() { HashesStates = true, Admitting = isMoody ? (_, _, _) => new ValueTask<bool>(!isMoody || !dice.OneIn(3)) : null };

        var partner = new FuzzedPeer(NewTable(), dice.Pick(conversation.Disks).Copy(), options, dice, conversation) { ReachesEveryPeer = reachesEveryPeer };
        var disk = dice.Pick(conversation.Disks).Copy();
        if (disk.Self == partner.Self || dice.OneIn(2)) disk = new Lab.Disk(new Source(new PeerId(dice.Bytes(PeerId.Size)), dice.Next()));
        var victim = new FuzzedPeer(NewTable(), disk, options, dice, conversation) { ReachesEveryPeer = reachesEveryPeer };
        var recent = new Queue<byte[]>();
        var now = TimeSpan.Zero;

        // Collecting takes longer than a round.
        long? before = dice.OneIn(50) ? GC.GetTotalMemory(forceFullCollection: true) : null;
        long received = 0;
        for (var i = 0; i < inputs; i++)
        {
            var genuine = recent.Count > 0 && dice.OneIn(2) ? recent.Dequeue() : dice.Pick(Frames);
            Current = Mutator.Mutate(genuine, Frames, dice);
            received += Current.Length;
            watch.Run(() => victim.Receive(Current, now));
            if (dice.OneIn(20)) partner.Dispatch(dice);
            if (dice.OneIn(20)) victim.Dispatch(dice);
            if (!dice.OneIn(4)) continue;

            now += TimeSpan.FromMilliseconds(dice.OneIn(30) ? dice.UpTo(5000) : dice.UpTo(50));
            watch.Run(() =>
            {
                foreach (var (to, frame) in Turn(victim, now, report)) Deliver(partner, to, frame, now);
            });
            foreach (var (to, frame) in partner.Turn(now))
            {
                if (recent.Count < 64) recent.Enqueue(frame);
                if (!dice.OneIn(3)) Deliver(victim, to, frame, now);
            }
        }

        isMoody = false;
        report.See("rounds");
        See(victim, report);
        if (before is { } live) CheckMemory(live, received, victim, report);
        CheckDisk(victim, dice, conversation);
        CheckAgreement(victim, new FuzzedPeer(NewTable(), new Lab.Disk(new Source(new PeerId(dice.Bytes(PeerId.Size)), dice.Next())), options, dice, conversation), now, report);
        return inputs;
    }

    private static void Deliver(FuzzedPeer to, Source? addressee, byte[] frame, TimeSpan now)
    {
        if (addressee is null || addressee == to.Self) to.Receive(frame, now);
    }

    private static List<(Source? To, byte[] Frame)> Turn(FuzzedPeer victim, TimeSpan now, FuzzReport report)
    {
        var sent = victim.Turn(now);
        var bytes = sent.Sum(static item => (long)item.Frame.Length);
        Require(bytes <= MaxSentPerTurn, $"{bytes} bytes are sent in one turn.");
        var statistics = victim.Replica.GetStatistics();
        Require(statistics.Peers <= MaxPeers, $"{statistics.Peers} members are remembered, of {MaxPeers}.");
        Require(statistics.BatchesWaiting <= WaitingRoom.MaxBatches, $"{statistics.BatchesWaiting} batches wait.");
        report.SeeMost("most bytes sent in a turn", bytes);
        report.SeeMost("most batches waiting", statistics.BatchesWaiting);
        return sent;
    }

    private static void See(FuzzedPeer victim, FuzzReport report)
    {
        report.See("updates admitted", victim.Replica.UpdateCount);
        report.See("frames refused", victim.Replica.GetStatistics().FramesRefused);
        report.See("sources", victim.Replica.GetStatistics().Sources);
        foreach (var (happened, times) in victim.Seen) report.See("event: " + happened, times);
    }

    /// <summary>What a peer keeps is its log, in proportion to what it took, and what the protocol bounds.</summary>
    private static void CheckMemory(long before, long received, FuzzedPeer victim, FuzzReport report)
    {
        var kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(victim);
        report.SeeMost("most bytes kept after a round", kept);
        report.SeeMost("most bytes received in a round", received);
        Require(kept <= (16 * 1024 * 1024) + (8 * received), $"{kept} bytes are kept of {received} received.");
    }

    /// <summary>Whatever was stored opens again, to the same history.</summary>
    private static void CheckDisk(FuzzedPeer victim, Dice dice, Conversation conversation)
    {
        victim.Settle();

        // What an admission let in ahead of its signature is asked for again.
        if (victim.Replica.HasUnvouched) return;
        var restarted = new FuzzedPeer(new LedgerTable(), victim.Disk.Copy(), new StoreOptions(), dice, conversation);
        Require(
            restarted.Replica.GetHistory().Select(Lab.Describe).SequenceEqual(victim.Replica.GetHistory().Select(Lab.Describe)),
            "After a restart the history is another one.");
        Require(restarted.Replica.State.SameAs(victim.Replica.State), "After a restart the state is another one.");
        Require(restarted.Replica.DigestHash == victim.Replica.DigestHash, "After a restart feeds or proofs are others.");

        // Evidence for which only a proof vouched, in whose place there is a lesser one now, is not read back: nobody would take it.
        Require(conversation.IsSigned || restarted.Replica.EvidenceHash == victim.Replica.EvidenceHash, "After a restart the evidence is another.");
    }

    private static void CheckAgreement(FuzzedPeer victim, FuzzedPeer newcomer, TimeSpan now, FuzzReport report)
    {
        var begun = now;
        newcomer.Replica.Dispatch(LedgerTable.NotedKind, new Noted("an honest word"), 0);
        victim.Replica.Dispatch(LedgerTable.NotedKind, new Noted("still here"), 0);
        while (!Agree(victim, newcomer))
        {
            Require(now - begun < LongestToAgree, "The peer and an honest newcomer do not agree.");
            now += TimeSpan.FromMilliseconds(20);
            var (ours, theirs) = (victim.Turn(now), newcomer.Turn(now));
            foreach (var (to, frame) in ours) Deliver(newcomer, to, frame, now);
            foreach (var (to, frame) in theirs) Deliver(victim, to, frame, now);
        }

        report.SeeMost("most milliseconds until a newcomer agreed", (long)(now - begun).TotalMilliseconds);
    }

    private static bool Agree(FuzzedPeer one, FuzzedPeer other)
    {
        if (one.Replica.DigestHash != other.Replica.DigestHash || one.Replica.IsConverging || other.Replica.IsConverging) return false;
        var (here, there) = (one.Replica.GetHistory(), other.Replica.GetHistory());
        if (one.Replica.HasUnvouched)
        {
            // What nobody can vouch for stays with whoever let it in, until its author is back; what it re-issues is void there meanwhile.
            Require(!there.Select(static update => update.Stamp).Except(here.Select(static update => update.Stamp)).Any(), "Equal digests, and updates that one of two lacks.");
        }
        else
        {
            Require(here.Select(Lab.Describe).SequenceEqual(there.Select(Lab.Describe)), "Equal digests, and different histories.");
            Require(here.State.SameAs(there.State), "Equal histories, and different states.");
        }

        if (here.Count > 0) Require(here.WithStates().Last().State.SameAs(here.State), "The state is not the fold of the history.");
        foreach (var word in new[] { "an honest word", "still here" })
            Require(here.Any(update => update.Action is Noted noted && noted.Text == word), $"\"{word}\" is not in the history.");
        return true;
    }
}
