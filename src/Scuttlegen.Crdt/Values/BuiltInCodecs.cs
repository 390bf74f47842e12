using System.Collections.Immutable;

namespace Scuttlegen.Crdt;

/// <summary>Finds the codec of a built-in type. The comparisons of types are constants to the compiler, so a trimmed program keeps what it uses.</summary>
internal static class BuiltInCodecs
{
    public static ValueCodec<T>? TryCreate<T>() => (object?)TryCreate(typeof(T)) as ValueCodec<T> ?? (typeof(T).IsEnum ? new EnumCodec<T>() : null);

    private static object? TryCreate(Type type)
    {
        if (type == typeof(string)) return new StringCodec();
        if (type == typeof(bool)) return new BooleanCodec();
        if (type == typeof(char)) return new UnsignedCodec<char>();
        if (type == typeof(byte)) return new UnsignedCodec<byte>();
        if (type == typeof(ushort)) return new UnsignedCodec<ushort>();
        if (type == typeof(uint)) return new UnsignedCodec<uint>();
        if (type == typeof(ulong)) return new UnsignedCodec<ulong>();
        if (type == typeof(sbyte)) return new SignedCodec<sbyte>();
        if (type == typeof(short)) return new SignedCodec<short>();
        if (type == typeof(int)) return new SignedCodec<int>();
        if (type == typeof(long)) return new SignedCodec<long>();
        if (type == typeof(Half)) return new HalfCodec();
        if (type == typeof(float)) return new SingleCodec();
        if (type == typeof(double)) return new DoubleCodec();
        if (type == typeof(decimal)) return new DecimalCodec();
        if (type == typeof(Guid)) return new GuidCodec();
        if (type == typeof(DateTimeOffset)) return new DateTimeOffsetCodec();
        if (type == typeof(DateOnly)) return new DateOnlyCodec();
        if (type == typeof(TimeOnly)) return new TimeOnlyCodec();
        if (type == typeof(TimeSpan)) return new TimeSpanCodec();
        if (type == typeof(byte[])) return new ByteArrayCodec();
        if (type == typeof(ImmutableArray<byte>)) return new ImmutableBytesCodec();
        if (type == typeof(PeerId)) return new PeerIdCodec();
        if (type == typeof(Source)) return new SourceCodec();
        if (type == typeof(Dot)) return new CborValueCodec<Dot>();
        if (type == typeof(TreeNodeId)) return new CborValueCodec<TreeNodeId>();
        return null;
    }
}
