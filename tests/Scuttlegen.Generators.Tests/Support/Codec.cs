using System.Formats.Cbor;
using System.Runtime.InteropServices;
using CborReader = Scuttlegen.Wire.CborReader;
using CborWriter = Scuttlegen.Wire.CborWriter;

namespace Scuttlegen.Generators.Tests.Support;

/// <summary>Runs generated codecs, and encodes the same values with System.Formats.Cbor.</summary>
internal static class Codec
{
    public static byte[] Write<T>(T action)
        where T : IGossipAction<T>
    {
        var bound = T.GetMaxSize(action);
        var buffer = new byte[bound];
        var writer = new CborWriter(buffer);
        T.Write(ref writer, action);
        return writer.Written.ToArray();
    }

    public static T Read<T>(ReadOnlySpan<byte> bytes)
        where T : IGossipAction<T>
    {
        var reader = new CborReader(bytes);
        var action = T.Read(ref reader);
        reader.EnsureEnd();
        return action;
    }

    /// <summary>Writes, compares with the oracle, reads, and writes again: the same bytes.</summary>
    public static T RoundTrip<T>(T action, params object?[] members)
        where T : IGossipAction<T>
    {
        var bytes = Write(action);
        Assert.Equal(Convert.ToHexString(Expected(members)), Convert.ToHexString(bytes));
        var read = Read<T>(bytes);
        Assert.Equal(Convert.ToHexString(bytes), Convert.ToHexString(Write(read)));
        return read;
    }

    /// <summary>A typed array as RFC 8746 §2.1 has it.</summary>
    public static object? Typed<T>(T[]? items)
        where T : unmanaged => items is null ? null : new Block(Tags[typeof(T)], MemoryMarshal.AsBytes<T>(items).ToArray());

    private static readonly Dictionary<Type, ulong> Tags = new()
    {
        [typeof(ushort)] = 69, [typeof(uint)] = 70, [typeof(ulong)] = 71, [typeof(sbyte)] = 72, [typeof(short)] = 77, [typeof(int)] = 78, [typeof(long)] = 79,
        [typeof(Half)] = 84, [typeof(float)] = 85, [typeof(double)] = 86,
    };

    private sealed record Block(ulong Tag, byte[] Bytes);

    public static byte[] Expected(object?[] members)
    {
        Assert.InRange(members.Length, 0, 23);
        return [(byte)(0x80 | members.Length), .. members.SelectMany(Encoded)];
    }

    private static void Append(System.Formats.Cbor.CborWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNull();
                break;
            case bool flag:
                writer.WriteBoolean(flag);
                break;
            case string text:
                writer.WriteTextString(text);
                break;
            case byte[] bytes:
                writer.WriteByteString(bytes);
                break;
            case ulong large:
                writer.WriteUInt64(large);
                break;
            case Half half:
                writer.WriteHalf(half);
                break;
            case System.Numerics.BigInteger integer when integer >= long.MinValue && integer <= long.MaxValue:
                writer.WriteInt64((long)integer);
                break;
            case System.Numerics.BigInteger integer when integer >= 0 && integer <= ulong.MaxValue:
                writer.WriteUInt64((ulong)integer);
                break;
            case System.Numerics.BigInteger integer when integer < 0 && integer >= -1 - (System.Numerics.BigInteger)ulong.MaxValue:
                writer.WriteCborNegativeIntegerRepresentation((ulong)(-1 - integer));
                break;
            case System.Numerics.BigInteger integer:
                writer.WriteBigInteger(integer);
                break;
            case float single:
                writer.WriteSingle(single);
                break;
            case double real:
                writer.WriteDouble(real);
                break;
            case Block block:
                writer.WriteTag((CborTag)block.Tag);
                writer.WriteByteString(block.Bytes);
                break;
            case Array items:
                writer.WriteStartArray(items.Length);
                foreach (var item in items) Append(writer, item);
                writer.WriteEndArray();
                break;
            default:
                writer.WriteInt64(Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture));
                break;
        }
    }

    private static byte[] Encoded(object? value)
    {
        if (value is IEnumerable<KeyValuePair<object, object?>> map) return EncodedMap(map);
        var writer = new System.Formats.Cbor.CborWriter(CborConformanceMode.Canonical);
        Append(writer, value);
        return writer.Encode();
    }

    // The oracle's canonical order is RFC 7049's, shorter keys first; ours is RFC 8949's.
    private static byte[] EncodedMap(IEnumerable<KeyValuePair<object, object?>> map)
    {
        var pairs = map.Select(p => (Key: Encoded(p.Key), Value: Encoded(p.Value))).OrderBy(p => Convert.ToHexString(p.Key), StringComparer.Ordinal).ToList();
        Assert.InRange(pairs.Count, 0, 23);
        return [(byte)(0xa0 | pairs.Count), .. pairs.SelectMany(p => p.Key.Concat(p.Value))];
    }
}
