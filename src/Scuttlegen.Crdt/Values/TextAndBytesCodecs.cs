using System.Collections.Immutable;
using System.IO.Hashing;
using System.Text;
using Scuttlegen.Wire;

namespace Scuttlegen.Crdt;

internal sealed class StringCodec : ValueCodec<string>
{
    private const int StackBytes = 256;

    // Three UTF-8 bytes for one UTF-16 unit is the worst case: surrogate pairs take four for two.
    public override int GetMaxSize(string value) => checked(5 + (3 * value.Length));

    public override void Write(ref CborWriter writer, string value) => writer.WriteString(value);

    public override string Read(ref CborReader reader) => reader.ReadString();

    public override int Compare(string? x, string? y) => string.CompareOrdinal(x, y);

    internal override bool AreEqual(string x, string y) => x == y;

    // Of the UTF-8 form. Texts with lone surrogates, which have none, share the hashes of those with the replacement character.
    internal override ulong Hash(string value)
    {
        var buffer = value.Length <= StackBytes / 3 ? stackalloc byte[StackBytes] : new byte[Encoding.UTF8.GetMaxByteCount(value.Length)];
        return XxHash3.HashToUInt64(buffer[..Encoding.UTF8.GetBytes(value, buffer)]);
    }
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
