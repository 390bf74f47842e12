using System.Buffers.Binary;

namespace Scuttlegen.Wire;

public ref partial struct CborWriter
{
    /// <summary>Writes a UTF-16 code unit as an unsigned integer (1 to 3 bytes): a lone surrogate has no text form.</summary>
    public void WriteChar(char value) => WriteUInt32(value);

    /// <summary>Writes a 128-bit integer as a byte string of 16 bytes, big-endian two's complement (17 bytes).</summary>
    public void WriteInt128(Int128 value) => WriteUInt128((UInt128)value);

    /// <summary>Writes a 128-bit integer as a byte string of 16 bytes, big-endian (17 bytes).</summary>
    public void WriteUInt128(UInt128 value)
    {
        WriteHead(CborMajorType.ByteString, 16);
        BinaryPrimitives.WriteUInt128BigEndian(Take(16), value);
    }

    /// <summary>
    /// Writes a decimal, its sign and scale included, as a byte string: one byte of sign (the high bit) and scale, then the integer without
    /// leading zeros, big-endian (2 to 14 bytes). <c>1.0</c> and <c>1.00</c>, <c>0</c> and <c>-0</c> stay different.
    /// </summary>
    public void WriteDecimal(decimal value)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        Span<byte> integer = stackalloc byte[12];
        BinaryPrimitives.WriteInt32BigEndian(integer, parts[2]);
        BinaryPrimitives.WriteInt32BigEndian(integer[4..], parts[1]);
        BinaryPrimitives.WriteInt32BigEndian(integer[8..], parts[0]);
        var leadingZeros = integer.IndexOfAnyExcept((byte)0);
        var significant = leadingZeros < 0 ? [] : integer[leadingZeros..];

        WriteHead(CborMajorType.ByteString, (uint)significant.Length + 1);
        WriteByte((byte)((uint)parts[3] >> 24 | (uint)parts[3] >> 16));
        WriteRaw(significant);
    }

    /// <summary>Writes a UUID as a byte string of 16 bytes in the order of RFC 9562 §4 (17 bytes).</summary>
    public void WriteGuid(Guid value)
    {
        var bytes = Take(17);
        value.TryWriteBytes(bytes[1..], bigEndian: true, out _);
        bytes[0] = (CborMajorType.ByteString << 5) | 16;
    }

    /// <summary>Writes a date and time as the unsigned integer <c>4 × ticks + kind</c> (1 to 9 bytes), without conversion.</summary>
    public void WriteDateTime(DateTime value) => WriteUInt64(((ulong)value.Ticks << 2) | (uint)value.Kind);

    /// <summary>Writes a date and time as an array of UTC ticks and offset in minutes (3 to 13 bytes).</summary>
    public void WriteDateTimeOffset(DateTimeOffset value)
    {
        WriteArrayHeader(2);
        WriteUInt64((ulong)value.UtcTicks);
        WriteInt32(value.TotalOffsetMinutes);
    }

    /// <summary>Writes a date as its number of days since 0001-01-01 (1 to 5 bytes).</summary>
    public void WriteDateOnly(DateOnly value) => WriteUInt32((uint)value.DayNumber);

    /// <summary>Writes a time of day as its ticks since midnight (1 to 9 bytes).</summary>
    public void WriteTimeOnly(TimeOnly value) => WriteUInt64((ulong)value.Ticks);

    /// <summary>Writes a duration as its ticks (1 to 9 bytes).</summary>
    public void WriteTimeSpan(TimeSpan value) => WriteInt64(value.Ticks);

    /// <summary>Writes an identity as a byte string (34 bytes).</summary>
    public void WritePeerId(PeerId value)
    {
        WriteHead(CborMajorType.ByteString, PeerId.Size);
        value.CopyTo(Take(PeerId.Size));
    }

    /// <summary>Writes a source as a byte string (42 bytes), whose bytewise order is that of sources.</summary>
    public void WriteSource(Source value)
    {
        WriteHead(CborMajorType.ByteString, Source.Size);
        value.CopyTo(Take(Source.Size));
    }

    /// <summary>Writes a stamp as an array of logical time and source (44 to 52 bytes).</summary>
    public void WriteStamp(Stamp value)
    {
        WriteArrayHeader(2);
        WriteUInt64(value.Time);
        WriteSource(value.Source);
    }
}
