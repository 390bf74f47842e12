using System.Security.Cryptography;
using Scuttlegen.Wire;

namespace Scuttlegen;

/// <summary>
/// Two batches of one source that follow the same chain hash and differ (I6): whoever reads the record alone can check it. The CBOR array
/// <c>[store id, source, chain hash before, [header, SHA-256 of the body, signature or null], [header, …]]</c>, the branches in bytewise order of header and body
/// hash, so that whoever finds a fork writes the same bytes.
/// </summary>
/// <remarks>
/// Unsigned, a proof shows only that somebody wrote these two batches: anybody can forge one, as anybody can write under any name. The signature slot closes that.
/// </remarks>
internal sealed class ForkProof : IComparable<ForkProof>
{
    private const int Fields = 5;
    private const int BranchFields = 3;

    private ForkProof(Source source, ulong firstSequence, ReadOnlyMemory<byte> bytes)
    {
        Source = source;
        FirstSequence = firstSequence;
        Bytes = bytes;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes.Span, hash);
        Hash = new ChainHash(hash).Prefix;
    }

    public Source Source { get; }

    /// <summary>The sequence at which the branches part: the feed ends before it.</summary>
    public ulong FirstSequence { get; }

    /// <summary>The canonical record.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The first 8 bytes of the record's SHA-256: what digests carry.</summary>
    public ulong Hash { get; }

    /// <summary>The proof that <paramref name="one"/> and <paramref name="other"/> both follow <paramref name="before"/>.</summary>
    public static ForkProof Create(StoreId store, Source source, ChainHash before, Batch one, Batch other)
    {
        var lesser = new Branch(one.HeaderBytes, SHA256.HashData(one.BodyBytes));
        var greater = new Branch(other.HeaderBytes, SHA256.HashData(other.BodyBytes));
        if (Compare(lesser, greater) > 0)
        {
            var swapped = lesser;
            lesser = greater;
            greater = swapped;
        }

        var writer = new CborWriter(new byte[256 + one.HeaderBytes.Length + other.HeaderBytes.Length]);
        writer.WriteArrayHeader(Fields);
        writer.WriteStoreId(store);
        writer.WriteSource(source);
        Span<byte> hash = stackalloc byte[ChainHash.Size];
        before.CopyTo(hash);
        writer.WriteBytes(hash);
        Write(ref writer, lesser);
        Write(ref writer, greater);
        return new ForkProof(source, one.Header.FirstSequence, writer.Written.ToArray());
    }

    /// <summary>Checks a record from outside.</summary>
    /// <exception cref="WireFormatException">It is not canonical, of another store, or proves nothing.</exception>
    public static ForkProof Read(ReadOnlySpan<byte> bytes, StoreId store)
    {
        var reader = new CborReader(bytes);
        if (reader.ReadArrayHeader() != Fields) throw Invalid(0, $"it has {Fields} fields");
        var offset = reader.Position;
        if (reader.ReadStoreId() != store) throw Invalid(offset, "it is of another store");
        var source = reader.ReadSource();
        offset = reader.Position;
        var hash = reader.ReadBytes();
        if (hash.Length != ChainHash.Size) throw Invalid(offset, $"a chain hash has {ChainHash.Size} bytes, not {hash.Length}");
        var before = new ChainHash(hash);
        var one = ReadBranch(ref reader, out var header);
        offset = reader.Position;
        var other = ReadBranch(ref reader, out var otherHeader);
        reader.EnsureEnd();

        if (header.FirstSequence != otherHeader.FirstSequence) throw Invalid(offset, "the branches begin at different sequences");
        if (Compare(one, other) >= 0) throw Invalid(offset, "the branches are equal, or not in order");
        if (header.FirstSequence == 1 && before != ChainHash.Genesis(store, source)) throw Invalid(offset, "a feed begins with another chain hash");
        return new ForkProof(source, header.FirstSequence, bytes.ToArray());
    }

    /// <summary>The earlier fork first; of two at one place the one with the lesser bytes. Every peer keeps a source's least, so all keep the same.</summary>
    public int CompareTo(ForkProof? other)
    {
        if (other is null) return 1;
        var order = FirstSequence.CompareTo(other.FirstSequence);
        return order != 0 ? order : Bytes.Span.SequenceCompareTo(other.Bytes.Span);
    }

    private static void Write(ref CborWriter writer, Branch branch)
    {
        writer.WriteArrayHeader(BranchFields);
        writer.WriteBytes(branch.Header);
        writer.WriteBytes(branch.BodyHash);
        writer.WriteNull();
    }

    private static Branch ReadBranch(ref CborReader reader, out BatchHeader header)
    {
        var offset = reader.Position;
        if (reader.ReadArrayHeader() != BranchFields) throw Invalid(offset, $"a branch has {BranchFields} fields");
        offset = reader.Position;
        var bytes = reader.ReadBytes();
        if (bytes.Length > WireLimits.MaxBatchBytes) throw new WireFormatException(WireFormatError.TooLarge, offset, $"A batch of {bytes.Length} bytes exceeds {WireLimits.MaxBatchBytes}");
        header = BatchHeader.Read(bytes);
        offset = reader.Position;
        var bodyHash = reader.ReadBytes();
        if (bodyHash.Length != SHA256.HashSizeInBytes) throw Invalid(offset, $"a body's hash has {SHA256.HashSizeInBytes} bytes, not {bodyHash.Length}");
        offset = reader.Position;

        // Nobody signs yet; bytes that nobody checks would make one fork's proofs many.
        return reader.TryReadNull() ? new Branch(bytes, bodyHash) : throw Invalid(offset, "it is signed, which this version cannot check");
    }

    private static int Compare(Branch one, Branch other)
    {
        var order = one.Header.SequenceCompareTo(other.Header);
        return order != 0 ? order : one.BodyHash.SequenceCompareTo(other.BodyHash);
    }

    private static WireFormatException Invalid(int offset, string detail) => new(WireFormatError.NotAllowed, offset, "Fork proof: " + detail);

    private readonly ref struct Branch(ReadOnlySpan<byte> header, ReadOnlySpan<byte> bodyHash)
    {
        public ReadOnlySpan<byte> Header { get; } = header;

        public ReadOnlySpan<byte> BodyHash { get; } = bodyHash;
    }
}
