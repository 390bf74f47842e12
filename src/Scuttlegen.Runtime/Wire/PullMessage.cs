namespace Scuttlegen.Wire;

/// <summary>How far one feed is held: the highest contiguous sequence, and the first 8 bytes of the chain hash there.</summary>
internal readonly record struct DigestEntry(Source Source, ulong Sequence, ulong Hash)
{
    public const int MaxBytes = (2 + Source.Size) + 9 + 9;
}

/// <summary>Which fork proof of a source is held: the first 8 bytes of the SHA-256 of its record.</summary>
internal readonly record struct ProofEntry(Source Source, ulong Hash)
{
    public const int MaxBytes = (2 + Source.Size) + 9;
}

/// <summary>Which batches of the branches of one's own frozen feed are held, as <see cref="Branches.Locate"/> chooses them.</summary>
internal sealed record BranchEntry(Source Source, ulong[] Hashes)
{
    public const int MaxHeadBytes = (2 + Source.Size) + 5;
}

/// <summary>
/// <c>[request, budget, first source or null, end source or null, [source, sequence, hash, …], [source, proof hash, …], [excluded source, …],
/// [source, [hash, …], …], token or null, only named]</c>: here is my digest, from the first source up to but not including the end one; send me at most that many bytes of batches after it.
/// Inside the range, absent means 0. Then: which proofs I hold in the range, of which sources I cannot take more at the moment, and of which sources,
/// my own earlier incarnations or, where I reach neighbours only, any that forked, I ask for evidence, and what of it I hold. Then the token that you gave me (<see cref="GreetingMessage"/>), or null; and whether to send nothing but of sources that the digest names. These five are absent
/// in messages of older peers.
/// </summary>
internal sealed record PullMessage(uint Request, uint Budget, Source? First, Source? End, DigestEntry[] Digest)
{
    /// <summary>How many sources' evidence is asked for at once.</summary>
    public const int MaxBranches = 16;

    /// <summary>How many hashes locate what is held of one source's evidence.</summary>
    public const int MaxHashesPerBranch = 64;

    /// <summary>How many sources a digest names at once: whoever holds more asks in parts.</summary>
    public const int MaxSources = 4096;

    /// <summary>How many sources are excluded at once.</summary>
    public const int MaxExcluded = 256;

    private const int Fields = 5;
    private const int AllFields = 10;

    /// <summary>The proofs held in the range, in the order of their sources; <see langword="null"/> from a peer that knows no proofs.</summary>
    public ProofEntry[]? Proofs { get; init; } = [];

    /// <summary>Sources to send nothing of.</summary>
    public Source[] Excluded { get; init; } = [];

    /// <summary>Whose evidence is asked for.</summary>
    public BranchEntry[] Branches { get; init; } = [];

    /// <summary>The token that the addressee gave to this peer.</summary>
    public ulong? Token { get; init; }

    /// <summary>Whether nothing is asked for but of sources that the digest names.</summary>
    public bool OnlyNamed { get; init; }

    public bool Covers(Source source) => (First is not { } first || source >= first) && (End is not { } end || source < end);

    public static PullMessage Read(ref CborReader reader)
    {
        var more = reader.ReadMessageHeader(Fields);
        var request = reader.ReadUInt32();
        var budget = reader.ReadUInt32();
        Source? first = reader.TryReadNull() ? null : reader.ReadSource();
        Source? end = reader.TryReadNull() ? null : reader.ReadSource();
        var offset = reader.Position;
        var items = reader.ReadArrayHeader();
        if (items % 3 != 0) throw new WireFormatException(WireFormatError.OutOfRange, offset, $"A digest has triples, not {items} items");

        var digest = new DigestEntry[items / 3];
        for (var i = 0; i < digest.Length; i++)
        {
            offset = reader.Position;
            digest[i] = new DigestEntry(reader.ReadSource(), reader.ReadUInt64(), reader.ReadHash64());
            if (i > 0 && digest[i].Source <= digest[i - 1].Source)
                throw new WireFormatException(WireFormatError.NotAllowed, offset, "A digest's sources are not in strictly ascending order");
        }

        var proofs = more > 0 ? ReadProofs(ref reader) : null;
        var excluded = more > 1 ? ReadSources(ref reader) : [];
        var branches = more > 2 ? ReadBranches(ref reader) : [];
        var token = more > 3 ? reader.ReadToken() : null;
        var onlyNamed = more > 4 && reader.ReadBoolean();
        reader.SkipValues(Math.Max(0, more - (AllFields - Fields)));
        return new PullMessage(request, budget, first, end, digest) { Proofs = proofs, Excluded = excluded, Branches = branches, Token = token, OnlyNamed = onlyNamed };
    }

    public byte[] ToFrame(StoreId store, Source sender)
    {
        var proofs = Proofs ?? [];
        var buffer = new byte[Frame.MaxHeadBytes + 64 + (2 * Source.Size) + (Digest.Length * DigestEntry.MaxBytes) + (proofs.Length * ProofEntry.MaxBytes)
            + (Excluded.Length * CborSize.Source) + Branches.Sum(static entry => BranchEntry.MaxHeadBytes + (9 * entry.Hashes.Length))];
        var writer = new CborWriter(buffer);
        Frame.WriteHead(ref writer, store, sender, MessageType.Pull);
        writer.WriteArrayHeader(AllFields);
        writer.WriteUInt32(Request);
        writer.WriteUInt32(Budget);
        WriteBound(ref writer, First);
        WriteBound(ref writer, End);
        writer.WriteArrayHeader(3 * Digest.Length);
        foreach (var entry in Digest)
        {
            writer.WriteSource(entry.Source);
            writer.WriteUInt64(entry.Sequence);
            writer.WriteHash64(entry.Hash);
        }

        writer.WriteArrayHeader(2 * proofs.Length);
        foreach (var (source, hash) in proofs)
        {
            writer.WriteSource(source);
            writer.WriteHash64(hash);
        }

        writer.WriteArrayHeader(Excluded.Length);
        foreach (var source in Excluded) writer.WriteSource(source);
        writer.WriteArrayHeader(2 * Branches.Length);
        foreach (var entry in Branches)
        {
            writer.WriteSource(entry.Source);
            writer.WriteArrayHeader(entry.Hashes.Length);
            foreach (var hash in entry.Hashes) writer.WriteHash64(hash);
        }

        writer.WriteToken(Token);
        writer.WriteBoolean(OnlyNamed);

        return writer.Written.ToArray();
    }

    private static ProofEntry[] ReadProofs(ref CborReader reader)
    {
        var proofs = new ProofEntry[ReadPairs(ref reader)];
        for (var i = 0; i < proofs.Length; i++) proofs[i] = new ProofEntry(reader.ReadSource(), reader.ReadHash64());
        return proofs;
    }

    private static Source[] ReadSources(ref CborReader reader)
    {
        var sources = new Source[ReadCount(ref reader, MaxExcluded)];
        for (var i = 0; i < sources.Length; i++) sources[i] = reader.ReadSource();
        return sources;
    }

    private static BranchEntry[] ReadBranches(ref CborReader reader)
    {
        var branches = new BranchEntry[ReadPairs(ref reader, MaxBranches)];
        for (var i = 0; i < branches.Length; i++)
        {
            var source = reader.ReadSource();
            var hashes = new ulong[ReadCount(ref reader, MaxHashesPerBranch)];
            for (var h = 0; h < hashes.Length; h++) hashes[h] = reader.ReadHash64();
            branches[i] = new BranchEntry(source, hashes);
        }

        return branches;
    }

    /// <summary>What is answered costs more than to ask for it, so nobody asks for more than peers do.</summary>
    private static int ReadCount(ref CborReader reader, int most)
    {
        var offset = reader.Position;
        var items = reader.ReadArrayHeader();
        return items <= most ? items : throw new WireFormatException(WireFormatError.OutOfRange, offset, $"A list of at most {most} items has {items}");
    }

    private static int ReadPairs(ref CborReader reader, int most = int.MaxValue / 2)
    {
        var offset = reader.Position;
        var items = ReadCount(ref reader, 2 * most);
        return items % 2 == 0 ? items / 2 : throw new WireFormatException(WireFormatError.OutOfRange, offset, $"A list of pairs has no {items} items");
    }

    private static void WriteBound(ref CborWriter writer, Source? bound)
    {
        if (bound is { } source) writer.WriteSource(source);
        else writer.WriteNull();
    }
}
