namespace Scuttlegen.Wire;

/// <summary>
/// The header extension <c>origin</c>, key 1 and so critical: the batch re-issues updates of a branch that was cut off. Its value is the CBOR array
/// <c>[source, chain hash prefix, sequence]</c>. The batch's <i>k</i>-th update is the one <i>k</i> places after <paramref name="Sequence"/> in the original batch.
/// </summary>
/// <remarks>What was itself a re-issue is re-issued under its first origin, so that an update has one origin however often it is written again.</remarks>
/// <param name="Source">Who wrote the original: an earlier incarnation of the same peer.</param>
/// <param name="Batch">The first 8 bytes of the chain hash after the original batch, which commits to its content.</param>
/// <param name="Sequence">The sequence in the original feed of the first update re-issued.</param>
internal readonly record struct Origin(Source Source, ulong Batch, ulong Sequence)
{
    public const ulong ExtensionKey = 1;

    /// <summary>The extension's key, its byte string's head and its value.</summary>
    public const int MaxExtensionBytes = 1 + 2 + 1 + (2 + Source.Size) + 9 + 9;

    private const int Fields = 3;

    /// <summary>Whether <paramref name="author"/> may re-issue it: it is another incarnation of the same peer.</summary>
    public bool MayBeIssuedBy(Source author) => Source.Peer == author.Peer && Source != author;

    /// <exception cref="WireFormatException">The value is not canonical, or names updates that no feed can have.</exception>
    public static Origin Read(ReadOnlySpan<byte> value, ulong updates, int offset)
    {
        var reader = new CborReader(value);
        if (reader.ReadArrayHeader() != Fields) throw Invalid(offset, $"it has {Fields} fields");
        var origin = new Origin(reader.ReadSource(), reader.ReadHash64(), reader.ReadUInt64());
        reader.EnsureEnd();
        if (origin.Sequence == 0 || origin.Sequence > WireLimits.MaxSequence - updates + 1) throw Invalid(offset, $"{updates} updates cannot follow sequence {origin.Sequence}");
        return origin;
    }

    /// <summary>Writes the extension's key and value.</summary>
    public void Write(ref CborWriter writer)
    {
        var value = new CborWriter(stackalloc byte[MaxExtensionBytes]);
        value.WriteArrayHeader(Fields);
        value.WriteSource(Source);
        value.WriteHash64(Batch);
        value.WriteUInt64(Sequence);
        writer.WriteUInt64(ExtensionKey);
        writer.WriteBytes(value.Written);
    }

    private static WireFormatException Invalid(int offset, string detail) => new(WireFormatError.OutOfRange, offset, "Batch header: in the extension origin, " + detail);
}
