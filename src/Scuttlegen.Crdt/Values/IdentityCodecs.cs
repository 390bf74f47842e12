using Scuttlegen.Wire;

namespace Scuttlegen.Crdt;

/// <summary>16 bytes in the order of the text form (RFC 9562), not in that of the struct's memory.</summary>
internal sealed class GuidCodec : ValueCodec<Guid>
{
    private const int Size = 16;

    public override int GetMaxSize(Guid value) => 1 + Size;

    public override void Write(ref CborWriter writer, Guid value)
    {
        Span<byte> bytes = stackalloc byte[Size];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        writer.WriteBytes(bytes);
    }

    public override Guid Read(ref CborReader reader)
    {
        var start = reader.Position;
        var bytes = reader.ReadBytes();
        if (bytes.Length != Size) Refuse.OutOfRange(start, $"A Guid has {Size} bytes, not {bytes.Length}");
        return new Guid(bytes, bigEndian: true);
    }

    public override int Compare(Guid x, Guid y) => x.CompareTo(y);
}

internal sealed class PeerIdCodec : ValueCodec<PeerId>
{
    public override int GetMaxSize(PeerId value) => 2 + PeerId.Size;

    public override void Write(ref CborWriter writer, PeerId value)
    {
        Span<byte> bytes = stackalloc byte[PeerId.Size];
        value.CopyTo(bytes);
        writer.WriteBytes(bytes);
    }

    public override PeerId Read(ref CborReader reader)
    {
        var start = reader.Position;
        var bytes = reader.ReadBytes();
        if (bytes.Length != PeerId.Size) Refuse.OutOfRange(start, $"A peer id has {PeerId.Size} bytes, not {bytes.Length}");
        return new PeerId(bytes);
    }

    public override int Compare(PeerId x, PeerId y) => x.CompareTo(y);
}

internal sealed class SourceCodec : ValueCodec<Source>
{
    public override int GetMaxSize(Source value) => SourceBytes.MaxSize;

    public override void Write(ref CborWriter writer, Source value) => SourceBytes.Write(ref writer, value);

    public override Source Read(ref CborReader reader) => SourceBytes.Read(ref reader);

    public override int Compare(Source x, Source y) => x.CompareTo(y);
}
