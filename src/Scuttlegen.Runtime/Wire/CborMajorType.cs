namespace Scuttlegen.Wire;

/// <summary>The major types of CBOR (RFC 8949 §3.1), as they stand in the three high bits of an item's first byte.</summary>
internal static class CborMajorType
{
    public const int UnsignedInteger = 0;
    public const int NegativeInteger = 1;
    public const int ByteString = 2;
    public const int TextString = 3;
    public const int Array = 4;
    public const int Map = 5;
    public const int Tag = 6;
    public const int Simple = 7;

    public const int UnsignedBignum = 2;
    public const int NegativeBignum = 3;

    public const byte False = 0xf4;
    public const byte True = 0xf5;
    public const byte Null = 0xf6;
    public const byte Half = 0xf9;
    public const byte Single = 0xfa;
    public const byte Double = 0xfb;

    public static string Describe(int initialByte) => (initialByte >> 5) switch
    {
        UnsignedInteger => "an unsigned integer",
        NegativeInteger => "a negative integer",
        ByteString => "a byte string",
        TextString => "a text string",
        Array => "an array",
        Map => "a map",
        Tag => "a tag",
        _ => initialByte switch
        {
            False or True => "a boolean",
            Null => "null",
            Half or Single or Double => "a float",
            _ => $"the simple value 0x{initialByte:x2}",
        },
    };
}
