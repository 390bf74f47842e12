namespace Scuttlegen.Simulation;

/// <summary>What a peer's storage holds: an identity, fork proofs, batches. Can be copied, as backups and cloned machines are.</summary>
internal sealed class SimulatedDisk(Source self)
{
    private readonly List<StoredBatch> _batches = [];
    private readonly Dictionary<Source, StoredProof> _proofs = [];

    public Source Self { get; private set; } = self;

    public IEnumerable<StoredBatch> Batches => _batches;

    public IEnumerable<StoredProof> Proofs => _proofs.Values.OrderBy(proof => proof.Source);

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
}
