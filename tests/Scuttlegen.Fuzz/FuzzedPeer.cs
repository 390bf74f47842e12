using Scuttlegen.Tests;
using Scuttlegen.Tests.Gossip;

namespace Scuttlegen.Fuzz;

/// <summary>A replica driven as a store drives it, with a disk that is fast and never fails.</summary>
internal sealed class FuzzedPeer
{
    private readonly LedgerTable _table;
    private readonly List<(AdmissionQuestion<Ledger> Question, AdmissionAnswer Answer)> _answers = [];
    private readonly SortedDictionary<string, long> _seen = new(StringComparer.Ordinal);

    public FuzzedPeer(LedgerTable table, Lab.Disk disk, StoreOptions options, Dice dice, Conversation conversation)
    {
        (_table, Disk) = (table, disk);
        Replica = new Replica<Ledger>(table, Lab.Store, disk.Self, options, new Random(dice.Below(int.MaxValue)), dice.Next, conversation.NewSigner(disk.Self.Peer), Conversation.Secret, conversation.NewCipher(dice.Below(1000)));
        foreach (var proof in disk.Proofs.Values) Replica.LoadProof(proof);
        foreach (var batch in disk.Batches) Replica.Load(batch);
        Replica.Loaded();
        Replica.Connected(TimeSpan.Zero);
    }

    public Replica<Ledger> Replica { get; }

    public Lab.Disk Disk { get; }

    public Source Self => Replica.Self;

    public bool ReachesEveryPeer
    {
        init => Replica.ReachesEveryPeer = value;
    }

    /// <summary>How often what happened.</summary>
    public IReadOnlyDictionary<string, long> Seen => _seen;

    public void Receive(byte[] frame, TimeSpan now) => Replica.Receive(frame, now);

    public void Dispatch(Dice dice) => Replica.Dispatch(LedgerTable.AddedKind, new Added(dice.Below(100)), dice.Below(1000));

    public List<(Source? To, byte[] Frame)> Turn(TimeSpan now)
    {
        foreach (var (question, answer) in _answers) Replica.Answer(question, answer, now);
        _answers.Clear();
        Replica.Tick(now);
        Replica.EndTurn(now);
        foreach (var question in Replica.Questions) _answers.Add((question, question.AskAsync(_table, CancellationToken.None).AsTask().GetAwaiter().GetResult()));
        Replica.Questions.Clear();
        Store();
        List<(Source? To, byte[] Frame)> sent = [.. Replica.Outgoing];
        Replica.Outgoing.Clear();
        if (Replica.TryTakeStateToHash(out var state, out var digest)) Replica.StateHashed(digest, Replica.HashState(state).Prefix);
        return sent;
    }

    /// <summary>Merges whatever waits for the end of a pull, and stores.</summary>
    public void Settle()
    {
        // What is merged may have to be written again, by its author alone, in a turn of its own.
        for (var turn = 0; turn < 3; turn++)
        {
            Replica.EndTurn(TimeSpan.FromDays(1));
            Store();
        }
    }

    private void Store()
    {
        if (Replica.Unrecorded is var (self, proofs))
        {
            Disk.Self = self;
            foreach (var proof in proofs) Disk.Proofs[proof.Source] = proof;
        }

        Disk.Batches.AddRange(Replica.Unstored);
        Replica.Stored();
        Replica.ReconciledWith.Clear();
        foreach (var happened in Replica.Events)
        {
            var name = happened is FrameRefused refused ? $"{nameof(FrameRefused)} {refused.Refusal}" : happened.GetType().Name;
            _seen[name] = _seen.GetValueOrDefault(name) + 1;
        }

        Replica.Events.Clear();
    }
}
