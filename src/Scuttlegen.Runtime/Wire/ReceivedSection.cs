namespace Scuttlegen.Wire;

/// <summary>A <see cref="Section"/> as it arrived: its shape is checked, its place in the feed is not.</summary>
internal sealed record ReceivedSection(Source Source, ulong ChainBefore, Batch[] Batches)
{
    private const int MaxSignatureBytes = 1024;

    public static ReceivedSection[] ReadAll(ref CborReader reader)
    {
        var sections = new ReceivedSection[reader.ReadArrayHeader()];
        for (var i = 0; i < sections.Length; i++) sections[i] = Read(ref reader);
        return sections;
    }

    private static ReceivedSection Read(ref CborReader reader)
    {
        var more = reader.ReadMessageHeader(3);
        var source = reader.ReadSource();
        var chainBefore = reader.ReadHash64();
        var batches = new Batch[reader.ReadArrayHeader()];
        for (var i = 0; i < batches.Length; i++) batches[i] = ReadBatch(ref reader);
        reader.SkipValues(more);
        return new ReceivedSection(source, chainBefore, batches);
    }

    private static Batch ReadBatch(ref CborReader reader)
    {
        var more = reader.ReadMessageHeader(3);
        var header = reader.ReadBytes();
        var body = reader.ReadBytes();
        var offset = reader.Position;
        var signature = reader.TryReadNull() ? default : reader.ReadBytes();
        if (signature.Length > MaxSignatureBytes)
            throw new WireFormatException(WireFormatError.TooLarge, offset, $"A signature has at most {MaxSignatureBytes} bytes, not {signature.Length}");
        reader.SkipValues(more);
        return Batch.Read(header, body, signature);
    }
}
