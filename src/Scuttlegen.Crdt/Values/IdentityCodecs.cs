using Scuttlegen.Crdt.Causality;
using Scuttlegen.Wire;

namespace Scuttlegen.Crdt;

/// <summary>16 bytes in the order of the text form (RFC 9562), not in that of the struct's memory.</summary>
internal sealed class GuidCodec : ValueCodec<Guid>
{
    private const int Size = 16;

    public override int GetMaxSize(Guid value) => 1 + Size;

    public override void Write(ref CborWriter writer, Guid value) => writer.WriteGuid(value);

    public override Guid Read(ref CborReader reader) => reader.ReadGuid();

    public override int Compare(Guid x, Guid y) => x.CompareTo(y);
}

internal sealed class PeerIdCodec : ValueCodec<PeerId>
{
    public override int GetMaxSize(PeerId value) => 2 + PeerId.Size;

    public override void Write(ref CborWriter writer, PeerId value) => writer.WritePeerId(value);

    public override PeerId Read(ref CborReader reader) => reader.ReadPeerId();

    public override int Compare(PeerId x, PeerId y) => x.CompareTo(y);
}

internal sealed class SourceCodec : ValueCodec<Source>
{
    public override int GetMaxSize(Source value) => CborSize.Source;

    public override void Write(ref CborWriter writer, Source value) => writer.WriteSource(value);

    public override Source Read(ref CborReader reader) => reader.ReadSource();

    public override int Compare(Source x, Source y) => x.CompareTo(y);

    internal override bool AreEqual(Source x, Source y) => x == y;

    internal override ulong Hash(Source value) => default(SourceKeys).Hash(value);
}
