using System.Formats.Cbor;

namespace Scuttlegen.Generators.Tests.Support;

/// <summary>
/// Parses any CBOR with System.Formats.Cbor and encodes it again in shortest forms, maps in RFC 8949's order. What comes back unchanged was deterministic CBOR.
/// Its floats do not keep every NaN's payload.
/// </summary>
internal static class Oracle
{
    public static byte[] Transcode(byte[] bytes)
    {
        var reader = new CborReader(bytes, CborConformanceMode.Strict);
        var result = Item(reader);
        Assert.Equal(0, reader.BytesRemaining);
        return result;
    }

    private static byte[] Item(CborReader reader)
    {
        // Numbers of any size and Unicode text are checked by the values themselves; the outer shape is checked here.
        var writer = new CborWriter(CborConformanceMode.Lax);
        switch (reader.PeekState())
        {
            case CborReaderState.UnsignedInteger:
                writer.WriteUInt64(reader.ReadUInt64());
                break;
            case CborReaderState.NegativeInteger:
                writer.WriteCborNegativeIntegerRepresentation(reader.ReadCborNegativeIntegerRepresentation());
                break;
            case CborReaderState.ByteString:
                writer.WriteByteString(reader.ReadByteString());
                break;
            case CborReaderState.TextString:
                writer.WriteTextString(reader.ReadTextString());
                break;
            case CborReaderState.Boolean:
                writer.WriteBoolean(reader.ReadBoolean());
                break;
            case CborReaderState.Null:
                reader.ReadNull();
                writer.WriteNull();
                break;
            case CborReaderState.HalfPrecisionFloat or CborReaderState.SinglePrecisionFloat or CborReaderState.DoublePrecisionFloat:
                writer.WriteDouble(reader.ReadDouble());
                break;
            case CborReaderState.StartArray:
                return Array(reader);
            case CborReaderState.StartMap:
                return Map(reader);
            case CborReaderState.Tag:
                writer.WriteTag(reader.ReadTag());
                writer.WriteEncodedValue(Item(reader));
                break;
            case var state:
                Assert.Fail($"Unexpected {state}.");
                break;
        }

        return writer.Encode();
    }

    private static byte[] Array(CborReader reader)
    {
        var count = reader.ReadStartArray();
        Assert.NotNull(count);
        var writer = new CborWriter(CborConformanceMode.Lax);
        writer.WriteStartArray(count);
        for (var i = 0; i < count; i++) writer.WriteEncodedValue(Item(reader));
        reader.ReadEndArray();
        writer.WriteEndArray();
        return writer.Encode();
    }

    // The oracle's own canonical order is RFC 7049's, shorter keys first.
    private static byte[] Map(CborReader reader)
    {
        var count = reader.ReadStartMap();
        Assert.NotNull(count);
        var pairs = new List<(byte[] Key, byte[] Value)>();
        for (var i = 0; i < count; i++) pairs.Add((Item(reader), Item(reader)));
        reader.ReadEndMap();
        var writer = new CborWriter(CborConformanceMode.Lax);
        writer.WriteStartMap(count);
        foreach (var (key, value) in pairs.OrderBy(p => Convert.ToHexString(p.Key), StringComparer.Ordinal))
        {
            writer.WriteEncodedValue(key);
            writer.WriteEncodedValue(value);
        }

        writer.WriteEndMap();
        return writer.Encode();
    }
}
