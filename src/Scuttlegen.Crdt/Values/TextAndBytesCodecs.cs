using System.Collections.Immutable;
using Scuttlegen.Wire;

namespace Scuttlegen.Crdt;

internal sealed class StringCodec : ValueCodec<string>
{
    // Three UTF-8 bytes for one UTF-16 unit is the worst case: surrogate pairs take four for two.
    public override int GetMaxSize(string value) => checked(5 + (3 * value.Length));

    public override void Write(ref CborWriter writer, string value) => writer.WriteString(value);

    public override string Read(ref CborReader reader) => reader.ReadString();

    public override int Compare(string? x, string? y) => string.CompareOrdinal(x, y);
}

internal sealed class ByteArrayCodec : ValueCodec<byte[]>
{
    public override int GetMaxSize(byte[] value) => checked(5 + value.Length);

    public override void Write(ref CborWriter writer, byte[] value) => writer.WriteBytes(value);

    public override byte[] Read(ref CborReader reader) => reader.ReadBytes().ToArray();

    public override int Compare(byte[]? x, byte[]? y) => x.AsSpan().SequenceCompareTo(y);
}

/// <summary>A default array is an empty one: it has the same bytes.</summary>
internal sealed class ImmutableBytesCodec : ValueCodec<ImmutableArray<byte>>
{
    public override int GetMaxSize(ImmutableArray<byte> value) => checked(5 + value.AsSpan().Length);

    public override void Write(ref CborWriter writer, ImmutableArray<byte> value) => writer.WriteBytes(value.AsSpan());

    public override ImmutableArray<byte> Read(ref CborReader reader) => [.. reader.ReadBytes()];

    public override int Compare(ImmutableArray<byte> x, ImmutableArray<byte> y) => x.AsSpan().SequenceCompareTo(y.AsSpan());
}
