namespace Scuttlegen.Wire;

/// <summary>
/// One or more consecutive updates of a source, in the exact canonical bytes that the author made (I4). The unit of chaining,
/// signing, storing and relaying. Immutable; its shape is checked, as far as it can be seen without a key.
/// </summary>
internal sealed class Batch
{
    private readonly byte[] _bytes;
    private readonly int _headerLength;

    private Batch(byte[] bytes, int headerLength, BatchHeader header, ReadOnlyMemory<byte> signature)
    {
        _bytes = bytes;
        _headerLength = headerLength;
        Header = header;
        Signature = signature;
    }

    public BatchHeader Header { get; }

    public ReadOnlySpan<byte> HeaderBytes => _bytes.AsSpan(0, _headerLength);

    public ReadOnlySpan<byte> BodyBytes => _bytes.AsSpan(_headerLength);

    public ReadOnlyMemory<byte> HeaderMemory => _bytes.AsMemory(0, _headerLength);

    public ReadOnlyMemory<byte> BodyMemory => _bytes.AsMemory(_headerLength);

    /// <summary>The author's signature over (store id, source, last sequence, chain hash); empty if there is none.</summary>
    public ReadOnlyMemory<byte> Signature { get; }

    /// <summary>Header and body together, in bytes.</summary>
    public int Length => _bytes.Length;

    /// <summary>Copies and checks bytes from outside.</summary>
    /// <exception cref="WireFormatException">They are not a canonical batch.</exception>
    public static Batch Read(ReadOnlySpan<byte> header, ReadOnlySpan<byte> body, ReadOnlySpan<byte> signature = default)
    {
        if (header.Length + body.Length > WireLimits.MaxBatchBytes)
            throw new WireFormatException(WireFormatError.TooLarge, 0, $"A batch of {header.Length + body.Length} bytes exceeds {WireLimits.MaxBatchBytes}");
        var parsed = BatchHeader.Read(header);
        BatchBody.Check(parsed, body);
        return Create(parsed, header, body, signature);
    }

    /// <summary>Copies bytes whose body is checked as it is decoded: reading back what was checked before is one pass, not two.</summary>
    /// <exception cref="WireFormatException">The header is not canonical.</exception>
    public static Batch ReadStored(ReadOnlySpan<byte> header, ReadOnlySpan<byte> body, ReadOnlySpan<byte> signature) =>
        Create(BatchHeader.Read(header), header, body, signature);

    /// <summary>Copies bytes that this peer has just written.</summary>
    public static Batch Create(BatchHeader parsed, ReadOnlySpan<byte> header, ReadOnlySpan<byte> body, ReadOnlySpan<byte> signature = default)
    {
        var bytes = new byte[header.Length + body.Length];
        header.CopyTo(bytes);
        body.CopyTo(bytes.AsSpan(header.Length));
        return new Batch(bytes, header.Length, parsed, signature.ToArray());
    }

    /// <summary>The same bytes beside a signature, or beside none.</summary>
    public Batch WithSignature(ReadOnlyMemory<byte> signature) => new(_bytes, _headerLength, Header, signature);

    /// <summary>The same updates, from another sequence on.</summary>
    public Batch MoveTo(ulong firstSequence)
    {
        var header = Header with { FirstSequence = firstSequence };
        var writer = new CborWriter(new byte[HeaderBytes.Length + sizeof(ulong)]);
        header.Write(ref writer);
        return Create(header, writer.Written, BodyBytes);
    }

    /// <summary>The updates, unless the body is encrypted: then <see cref="RoomEncryption.TryOpen"/> has them.</summary>
    public BatchBody Updates() => new(Header, BodyBytes);
}
