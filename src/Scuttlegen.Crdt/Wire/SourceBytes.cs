using Scuttlegen.Wire;

namespace Scuttlegen.Crdt;

/// <summary>Sources on the wire: a byte string, whose bytewise order is the order of sources.</summary>
internal static class SourceBytes
{
    public const int MaxSize = 2 + Source.Size;

    public static void Write(ref CborWriter writer, Source source)
    {
        Span<byte> bytes = stackalloc byte[Source.Size];
        source.CopyTo(bytes);
        writer.WriteBytes(bytes);
    }

    public static Source Read(ref CborReader reader)
    {
        var start = reader.Position;
        var bytes = reader.ReadBytes();
        if (bytes.Length != Source.Size) Refuse.OutOfRange(start, $"A source has {Source.Size} bytes, not {bytes.Length}");
        return new Source(bytes);
    }
}
