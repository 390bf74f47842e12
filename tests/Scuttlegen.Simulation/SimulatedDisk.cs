using Scuttlegen.Runtime;
using Scuttlegen.Tests;
using Scuttlegen.Wire;

namespace Scuttlegen.Simulation;

/// <summary>What a peer's storage holds: an identity, fork proofs, batches. Can be copied, as backups and cloned machines are.</summary>
internal sealed class SimulatedDisk(Source self)
{
    private static readonly BoardTable Table = new();

    private readonly List<StoredBatch> _batches = [];
    private readonly Dictionary<Source, StoredProof> _proofs = [];

    public Source Self { get; private set; } = self;

    public IReadOnlyList<StoredBatch> Batches => _batches;

    public IEnumerable<StoredProof> Proofs => _proofs.Values.OrderBy(proof => proof.Source);

    /// <summary>The last sequence of the peer's own feed that is durable.</summary>
    public ulong LastOwnSequence => _batches.Where(batch => batch.Source == Self).Select(batch => BatchHeader.Read(batch.Header.Span).LastSequence).LastOrDefault();

    public SimulatedDisk Copy()
    {
        var copy = new SimulatedDisk(Self);
        copy.Record(Self, _proofs.Values);
        copy.Append(_batches);
        return copy;
    }

    public void Record(Source self, IEnumerable<StoredProof> proofs)
    {
        Self = self;
        foreach (var proof in proofs) _proofs[proof.Source] = proof;
    }

    public void Append(IEnumerable<StoredBatch> batches) => _batches.AddRange(batches);

    /// <summary>The batches for which something on this disk vouches to others: a signature on them or on one that follows, or a fork proof; all of them where nothing is signed.</summary>
    public IEnumerable<StoredBatch> Vouched(bool isSigned)
    {
        if (!isSigned) return _batches;
        var hashes = new Dictionary<(Source, ulong), ChainHash>();
        var ends = _batches.ConvertAll(batch =>
        {
            if (!hashes.TryGetValue((batch.Source, batch.ChainBefore), out var before)) before = ChainHash.Genesis(SimulatedPeer.Store, batch.Source);
            var after = before.Next(batch.Header.Span, batch.Body.Span);
            hashes[(batch.Source, after.Prefix)] = after;
            return after.Prefix;
        });
        var vouchedEnds = Proofs.Select(proof => (proof.Source, ForkProof.Read(proof.Record.Span, SimulatedPeer.Store).Before.Prefix)).ToHashSet();
        var vouched = new List<StoredBatch>();
        for (var i = _batches.Count - 1; i >= 0; i--)
        {
            if (_batches[i].Signature.IsEmpty && !vouchedEnds.Contains((_batches[i].Source, ends[i]))) continue;
            vouchedEnds.Add((_batches[i].Source, _batches[i].ChainBefore));
            vouched.Add(_batches[i]);
        }

        return vouched;
    }

    /// <summary>The numbers of the actions in a batch, whatever key it is encrypted with.</summary>
    public static IEnumerable<long> NumbersIn(StoredBatch batch)
    {
        var entries = new List<LogEntry>();
        var encryption = new RoomEncryption(SimulatedPeer.Store, new TestCipher(0, 0) { HoldsAll = true });
        new UpdateDecoder<Board>(Table, encryption, static _ => { }, static exhausted => throw exhausted).Decode(Batch.Read(batch.Header.Span, batch.Body.Span), batch.Source, 0, entries);
        return entries.Select(entry => ((BoardAction)entry.Action!).Number);
    }
}
