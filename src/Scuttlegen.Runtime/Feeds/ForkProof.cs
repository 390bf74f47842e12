using System.Collections.Immutable;
using System.Security.Cryptography;
using Scuttlegen.Wire;

namespace Scuttlegen;

/// <summary>
/// Two batches of one source that follow the same chain hash and differ (I6): whoever reads the record alone can check it. The CBOR array
/// <c>[store id, source, chain hash before, branch, branch]</c>, the branches, which <see cref="ForkBranch"/> describes, in bytewise order of header and body hash.
/// </summary>
/// <remarks>
/// What is proved is one thing, what vouches for it another: two peers that find one fork may hold other signatures of its author. So <see cref="Hash"/> and order are those of the claim, the record without
/// signatures. Unsigned, a proof shows only that somebody wrote these two batches: anybody can forge one, as anybody can write under any name.
/// </remarks>
internal sealed class ForkProof : IComparable<ForkProof>
{
    /// <summary>How many batches may lie between a branch's first and the signed one: two runs, for where a proof builds on another.</summary>
    public const int MaxLinks = 2 * Feed.MaxRunBatches;

    private const int Fields = 5;
    private const int UnlinkedFields = 3;

    private readonly byte[] _claim;

    private ForkProof(StoreId store, Source source, ChainHash before, ForkBranch one, ForkBranch other)
    {
        (Source, Before, One, Other) = (source, before, one, other);
        FirstSequence = BatchHeader.Read(one.First.Header.Span).FirstSequence;
        _claim = Write(store, source, before, Claim(one), Claim(other));
        Bytes = IsSigned ? Write(store, source, before, one, other) : _claim;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_claim, hash);
        Hash = new ChainHash(hash).Prefix;
    }

    public Source Source { get; }

    /// <summary>The chain hash that both branches follow: signed, the proof vouches for all of the feed up to there.</summary>
    public ChainHash Before { get; }

    public ForkBranch One { get; }

    public ForkBranch Other { get; }

    /// <summary>The sequence at which the branches part: the feed ends before it.</summary>
    public ulong FirstSequence { get; }

    /// <summary>The canonical record.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The first 8 bytes of the claim's SHA-256: what digests carry.</summary>
    public ulong Hash { get; }

    /// <summary>Whether it carries any signature, be it genuine or not.</summary>
    public bool IsSigned => !One.Signature.IsEmpty || !Other.Signature.IsEmpty;

    /// <summary>The proof that <paramref name="one"/> and <paramref name="other"/>, which differ, both follow <paramref name="before"/>.</summary>
    public static ForkProof Create(StoreId store, Source source, ChainHash before, ForkBranch one, ForkBranch other) =>
        ForkBranch.Compare(one, other) < 0 ? new ForkProof(store, source, before, one, other) : new ForkProof(store, source, before, other, one);

    /// <summary>Checks the shape of a record from outside. Whether its signatures are genuine is <see cref="IsVouchedFor"/>'s to say.</summary>
    /// <exception cref="WireFormatException">It is not canonical, of another store, or proves nothing.</exception>
    public static ForkProof Read(ReadOnlySpan<byte> bytes, StoreId store)
    {
        var reader = new CborReader(bytes);
        if (reader.ReadArrayHeader() != Fields) throw Invalid(0, $"it has not {Fields} fields");
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
        if (ForkBranch.Compare(one, other) >= 0) throw Invalid(offset, "the branches are equal, or not in order");
        if (one.Signature.IsEmpty != other.Signature.IsEmpty) throw Invalid(offset, "only one of the branches is signed");
        if (header.FirstSequence == 1 && before != ChainHash.Genesis(store, source)) throw Invalid(offset, "a feed begins with another chain hash");
        return new ForkProof(store, source, before, one, other);
    }

    /// <summary>Whether the source has signed both branches; where nothing is signed, whether neither claims to be.</summary>
    public bool IsVouchedFor(Signatures signatures) => signatures.AreDemanded
        ? One.IsSignedBy(Source, Before, signatures) && Other.IsSignedBy(Source, Before, signatures)
        : !IsSigned;

    /// <summary>The earlier fork first; of two at one place the one with the lesser claim. Every peer keeps a source's least, so all keep the same.</summary>
    public int CompareTo(ForkProof? other)
    {
        if (other is null) return 1;
        var order = FirstSequence.CompareTo(other.FirstSequence);
        return order != 0 ? order : _claim.AsSpan().SequenceCompareTo(other._claim);
    }

    private static ForkBranch Claim(ForkBranch branch) => new(branch.First, [], default);

    private static byte[] Write(StoreId store, Source source, ChainHash before, ForkBranch one, ForkBranch other)
    {
        var writer = new CborWriter(new byte[256 + MaxSizeOf(one) + MaxSizeOf(other)]);
        writer.WriteArrayHeader(Fields);
        writer.WriteStoreId(store);
        writer.WriteSource(source);
        Span<byte> hash = stackalloc byte[ChainHash.Size];
        before.CopyTo(hash);
        writer.WriteBytes(hash);
        Write(ref writer, one);
        Write(ref writer, other);
        return writer.Written.ToArray();
    }

    private static int MaxSizeOf(ForkBranch branch)
    {
        var size = 64 + branch.First.Header.Length + branch.Signature.Length;
        foreach (var link in branch.Links) size += 8 + link.Header.Length + link.BodyHash.Length;
        return size;
    }

    private static void Write(ref CborWriter writer, ForkBranch branch)
    {
        writer.WriteArrayHeader(branch.Links.IsEmpty ? UnlinkedFields : UnlinkedFields + 1);
        writer.WriteBytes(branch.First.Header.Span);
        writer.WriteBytes(branch.First.BodyHash.Span);
        if (branch.Signature.IsEmpty) writer.WriteNull();
        else writer.WriteBytes(branch.Signature.Span);
        if (branch.Links.IsEmpty) return;
        writer.WriteArrayHeader(2 * branch.Links.Length);
        foreach (var link in branch.Links)
        {
            writer.WriteBytes(link.Header.Span);
            writer.WriteBytes(link.BodyHash.Span);
        }
    }

    private static ForkBranch ReadBranch(ref CborReader reader, out BatchHeader header)
    {
        var offset = reader.Position;
        var fields = reader.ReadArrayHeader();
        if (fields is not (UnlinkedFields or UnlinkedFields + 1)) throw Invalid(offset, $"a branch has {UnlinkedFields} or {UnlinkedFields + 1} fields");
        var first = ReadLink(ref reader, out header);
        offset = reader.Position;
        var signature = reader.TryReadNull() ? [] : reader.ReadSignature().ToArray();

        if (signature.Length == 0 && fields > UnlinkedFields) throw Invalid(offset, "links lead to no signature");
        return new ForkBranch(first, fields > UnlinkedFields ? ReadLinks(ref reader) : [], signature);
    }

    private static ImmutableArray<ChainLink> ReadLinks(ref CborReader reader)
    {
        var offset = reader.Position;
        var items = reader.ReadArrayHeader();
        if (items % 2 != 0 || items is < 2 or > 2 * MaxLinks) throw Invalid(offset, $"a branch has 1 to {MaxLinks} links of two items each, not {items} items");
        var links = ImmutableArray.CreateBuilder<ChainLink>(items / 2);
        for (var i = 0; i < items; i += 2) links.Add(ReadLink(ref reader, out _));
        return links.MoveToImmutable();
    }

    private static ChainLink ReadLink(ref CborReader reader, out BatchHeader header)
    {
        var offset = reader.Position;
        var bytes = reader.ReadBytes();
        if (bytes.Length > WireLimits.MaxBatchBytes) throw new WireFormatException(WireFormatError.TooLarge, offset, $"A batch of {bytes.Length} bytes exceeds {WireLimits.MaxBatchBytes}");
        header = BatchHeader.Read(bytes);
        offset = reader.Position;
        var bodyHash = reader.ReadBytes();
        if (bodyHash.Length != SHA256.HashSizeInBytes) throw Invalid(offset, $"a body's hash has {SHA256.HashSizeInBytes} bytes, not {bodyHash.Length}");
        return new ChainLink(bytes.ToArray(), bodyHash.ToArray());
    }

    private static WireFormatException Invalid(int offset, string detail) => new(WireFormatError.NotAllowed, offset, "Fork proof: " + detail);
}
