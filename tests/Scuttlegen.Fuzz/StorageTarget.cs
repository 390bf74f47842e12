using Scuttlegen.Tests;
using Scuttlegen.Tests.Gossip;

namespace Scuttlegen.Fuzz;

/// <summary>What a peer reads back when it starts, damaged: it refuses with an <see cref="InvalidDataException"/>, or goes on.</summary>
internal sealed class StorageTarget : FuzzTarget
{
    private static readonly IReadOnlyList<Lab.Disk> Disks = [.. Conversation.All.SelectMany(static conversation => conversation.Disks)];
    private static readonly IReadOnlyList<byte[]> Records =
    [
        .. Disks.SelectMany(static disk => disk.Batches).SelectMany(static batch => new[] { batch.Header.ToArray(), batch.Body.ToArray() }),
        .. Disks.SelectMany(static disk => disk.Proofs.Values).Select(static proof => proof.Record.ToArray()),
    ];

    public override string Name => "storage";

    protected override int Step(Dice dice, Watch watch, FuzzReport report)
    {
        var conversation = dice.Pick(Conversation.All);
        var disk = dice.Pick(conversation.Disks).Copy();
        var proofs = disk.Proofs.Values.ToList();

        // Damage to the first of a hundred batches is found before the others are read: short logs are as good, and faster.
        var batches = disk.Batches.Take(dice.UpTo(Math.Max(1, disk.Batches.Count))).ToList();
        for (var rounds = dice.UpTo(3); rounds > 0; rounds--) Damage(batches, proofs, disk, dice);
        Current = [.. proofs.SelectMany(static proof => proof.Record.ToArray()), .. batches.SelectMany(static batch => (byte[])[.. batch.Header.Span, .. batch.Body.Span])];
        watch.Run(() =>
        {
            var replica = new Replica<Ledger>(new LedgerTable(), Lab.Store, disk.Self, new StoreOptions(), new Random(dice.Below(int.MaxValue)), dice.Next, conversation.NewSigner(disk.Self.Peer), cipher: conversation.NewCipher(1));
            try
            {
                foreach (var proof in proofs) replica.LoadProof(proof);
                foreach (var batch in batches) replica.Load(batch);
                replica.Loaded();
            }
            catch (Exception refused) when (refused is InvalidDataException || (refused is InvalidOperationException && !conversation.IsSigned))
            {
                // Signed updates in a store that signs nothing are told so.
                report.See("refused");
                return;
            }

            report.See("opened");
            if (replica.Events.Exists(static happened => happened is HistoryHalted)) throw new InvalidOperationException("The history is halted.");
            try
            {
                replica.Dispatch(LedgerTable.AddedKind, new Added(1), 0);
            }
            catch (OverflowException)
            {
                // What is stored was admitted once, with whatever clock: at its end nothing can be written, and that is said.
                report.See("no time left to write at");
            }

            replica.Connected(TimeSpan.Zero);
            replica.Tick(TimeSpan.Zero);
            replica.EndTurn(TimeSpan.FromHours(1));
            replica.Stored();
            if (dice.OneIn(10)) Require(replica.GetHistory().WithStates().Last().State.SameAs(replica.State), "The state is not the fold of the history.");
        });
        return 1;
    }

    private static void Damage(List<StoredBatch> batches, List<StoredProof> proofs, Lab.Disk disk, Dice dice)
    {
        if (proofs.Count > 0 && dice.OneIn(4))
        {
            var which = dice.Below(proofs.Count);
            if (dice.OneIn(4)) proofs.RemoveAt(which);
            else proofs[which] = proofs[which] with { Record = Mutator.Mutate(proofs[which].Record.ToArray(), Records, dice) };
            return;
        }

        if (batches.Count == 0) return;
        var at = dice.Below(batches.Count);
        var batch = batches[at];
        switch (dice.Below(9))
        {
            case 0: batches.RemoveAt(at); break;
            case 1: batches.Insert(at, batch); break;
            case 2: (batches[at], batches[0]) = (batches[0], batches[at]); break;
            case 3: batches[at] = batch with { ChainBefore = dice.Next() }; break;
            case 4: batches[at] = batch with { Source = dice.OneIn(2) ? disk.Self : dice.Pick(batches).Source }; break;
            case 5: batches[at] = batch with { Signature = dice.Bytes(dice.UpTo(100)) }; break;
            case 6 or 7: batches[at] = batch with { Header = Mutator.Mutate(batch.Header.ToArray(), Records, dice) }; break;
            default: batches[at] = batch with { Body = Mutator.Mutate(batch.Body.ToArray(), Records, dice) }; break;
        }
    }
}
