namespace Scuttlegen;

/// <summary>Of every forked source the least proof, which says where its feed ends. Bounded.</summary>
internal sealed class ForkProofs
{
    /// <summary>How many sources' proofs are kept; those of further sources are refused.</summary>
    public const int MaxCount = 4096;

    /// <summary>How many bytes all proofs may have together; proofs beyond it are refused. Most have some 250.</summary>
    public const int MaxBytes = 8 * 1024 * 1024;

    private readonly SortedDictionary<Source, ForkProof> _proofs = [];
    private int _bytes;

    public int Count => _proofs.Count;

    /// <summary>In the order of their sources.</summary>
    public IEnumerable<ForkProof> All => _proofs.Values;

    /// <summary>What the proofs contribute to the digest's hash: the exclusive or of their hashes.</summary>
    public ulong DigestHash { get; private set; }

    public ForkProof? Of(Source source) => _proofs.GetValueOrDefault(source);

    /// <summary>Whether <paramref name="proof"/> would change anything.</summary>
    public bool IsNews(ForkProof proof) => Of(proof.Source) is not { } held || proof.CompareTo(held) < 0;

    /// <summary>Keeps a proof that <see cref="IsNews"/>.</summary>
    /// <returns>Whether there was room for it.</returns>
    public bool TryAdd(ForkProof proof)
    {
        var held = Of(proof.Source);
        var bytes = _bytes + proof.Bytes.Length - (held?.Bytes.Length ?? 0);
        if (bytes > MaxBytes || (held is null && _proofs.Count >= MaxCount)) return false;
        DigestHash ^= (held?.Hash ?? 0) ^ proof.Hash;
        _proofs[proof.Source] = proof;
        _bytes = bytes;
        return true;
    }
}
