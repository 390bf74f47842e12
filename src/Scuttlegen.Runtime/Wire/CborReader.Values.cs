using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Scuttlegen.Wire;

public ref partial struct CborReader
{
    /// <summary>Reads a signed integer of at most 8 bits.</summary>
    public sbyte ReadSByte()
    {
        var start = _position;
        var value = ReadInt64();
        if (value != (sbyte)value) ThrowOutOfRange(start, "an 8-bit signed integer");
        return (sbyte)value;
    }

    /// <summary>Reads an unsigned integer of at most 8 bits.</summary>
    public byte ReadByte()
    {
        var start = _position;
        var value = ReadUInt64();
        if (value > byte.MaxValue) ThrowOutOfRange(start, "an 8-bit unsigned integer");
        return (byte)value;
    }

    /// <summary>Reads a signed integer of at most 16 bits.</summary>
    public short ReadInt16()
    {
        var start = _position;
        var value = ReadInt64();
        if (value != (short)value) ThrowOutOfRange(start, "a 16-bit signed integer");
        return (short)value;
    }

    /// <summary>Reads an unsigned integer of at most 16 bits.</summary>
    public ushort ReadUInt16()
    {
        var start = _position;
        var value = ReadUInt64();
        if (value > ushort.MaxValue) ThrowOutOfRange(start, "a 16-bit unsigned integer");
        return (ushort)value;
    }

    /// <summary>Reads a UTF-16 code unit.</summary>
    public char ReadChar() => (char)ReadUInt16();

    /// <summary>Reads a 128-bit signed integer.</summary>
    public Int128 ReadInt128() => (Int128)ReadUInt128();

    /// <summary>Reads a 128-bit unsigned integer.</summary>
    public UInt128 ReadUInt128() => BinaryPrimitives.ReadUInt128BigEndian(ReadFixedBytes(16, "a 128-bit integer of 16 bytes"));

    /// <summary>Reads a decimal, its sign and scale included.</summary>
    public decimal ReadDecimal()
    {
        var start = _position;
        var bytes = ReadBytes();
        if (bytes.Length is < 1 or > 13) ThrowOutOfRange(start, "a decimal of 1 to 13 bytes");
        var scale = bytes[0] & 0x7f;
        if (scale > 28) ThrowOutOfRange(start, "a decimal of at most 28 decimal places");
        if (bytes.Length > 1 && bytes[1] == 0)
            throw new WireFormatException(WireFormatError.NotCanonical, start, "A decimal is written with leading zeros");

        Span<byte> integer = stackalloc byte[12];
        integer.Clear();
        bytes[1..].CopyTo(integer[(integer.Length - (bytes.Length - 1))..]);
        return new decimal(
            BinaryPrimitives.ReadInt32BigEndian(integer[8..]),
            BinaryPrimitives.ReadInt32BigEndian(integer[4..]),
            BinaryPrimitives.ReadInt32BigEndian(integer),
            isNegative: bytes[0] > 0x7f,
            (byte)scale);
    }

    /// <summary>Reads a UUID.</summary>
    public Guid ReadGuid()
    {
        // The head and the bytes in one look; what it does not recognise is judged step by step.
        var rest = _buffer[_position..];
        if (rest.Length < 17 || rest[0] != ((CborMajorType.ByteString << 5) | 16)) return new Guid(ReadFixedBytes(16, "a UUID of 16 bytes"), bigEndian: true);
        _position += 17;
        return new Guid(rest.Slice(1, 16), bigEndian: true);
    }

    /// <summary>Reads a date and time with its kind.</summary>
    public DateTime ReadDateTime()
    {
        var start = _position;
        var value = ReadUInt64();
        var kind = (DateTimeKind)(value & 3);
        if (value >> 2 > (ulong)DateTime.MaxValue.Ticks || kind > DateTimeKind.Local) ThrowOutOfRange(start, "a date and time");
        return new DateTime((long)(value >> 2), kind);
    }

    /// <summary>Reads a date and time with its offset.</summary>
    public DateTimeOffset ReadDateTimeOffset()
    {
        var start = _position;
        ReadArrayHeader(2);
        var utcTicks = ReadUInt64();
        var minutes = ReadInt64();
        if (utcTicks > (ulong)DateTime.MaxValue.Ticks || minutes is < -14 * 60 or > 14 * 60) ThrowOutOfRange(start, "a date and time with offset");
        var ticks = (long)utcTicks + (minutes * TimeSpan.TicksPerMinute);
        if ((ulong)ticks > (ulong)DateTime.MaxValue.Ticks) ThrowOutOfRange(start, "a date and time with offset");
        return new DateTimeOffset(ticks, new TimeSpan(minutes * TimeSpan.TicksPerMinute));
    }

    /// <summary>Reads a date.</summary>
    public DateOnly ReadDateOnly()
    {
        var start = _position;
        var days = ReadUInt64();
        if (days > (ulong)DateOnly.MaxValue.DayNumber) ThrowOutOfRange(start, "a date");
        return DateOnly.FromDayNumber((int)days);
    }

    /// <summary>Reads a time of day.</summary>
    public TimeOnly ReadTimeOnly()
    {
        var start = _position;
        var ticks = ReadUInt64();
        if (ticks > (ulong)TimeOnly.MaxValue.Ticks) ThrowOutOfRange(start, "a time of day");
        return new TimeOnly((long)ticks);
    }

    /// <summary>Reads a duration.</summary>
    public TimeSpan ReadTimeSpan() => new(ReadInt64());

    /// <summary>Reads an identity.</summary>
    public PeerId ReadPeerId() => new(ReadFixedBytes(PeerId.Size, "a peer id of 32 bytes"));

    /// <summary>Reads a source.</summary>
    public Source ReadSource() => new(ReadFixedBytes(Source.Size, "a source of 40 bytes"));

    /// <summary>Reads a stamp.</summary>
    public Stamp ReadStamp()
    {
        ReadArrayHeader(2);
        var time = ReadUInt64();
        return new Stamp(time, ReadSource());
    }

    /// <summary>
    /// Checks that the key or set element that ends here comes after the one before it, bytewise.
    /// </summary>
    /// <param name="start">The offset at which it begins.</param>
    /// <param name="previous">The bytes of the one before it, empty before the first; on return, its own.</param>
    /// <exception cref="WireFormatException">It does not, or is the same.</exception>
    public readonly void RequireAscending(int start, ref ReadOnlySpan<byte> previous)
    {
        var current = _buffer[start.._position];
        if (previous.SequenceCompareTo(current) >= 0)
            throw new WireFormatException(WireFormatError.NotAllowed, start, "Keys are not in strictly ascending bytewise order");
        previous = current;
    }

    /// <summary>What to throw when an array ends before a member that has no default.</summary>
    /// <param name="member">The member's name.</param>
    public readonly WireFormatException MissingMember(string member) =>
        new(WireFormatError.OutOfRange, _position, $"The array ends before the member {member}, which has no default");

    /// <summary>Reads the index of a union's case.</summary>
    /// <param name="count">How many cases this version knows.</param>
    /// <param name="union">The union's name.</param>
    /// <exception cref="WireFormatException">It is of a case that this version does not know.</exception>
    public int ReadCase(int count, string union)
    {
        var start = _position;
        var index = ReadUInt32();
        if (index >= (uint)count) ThrowUnknownCase(start, index, count, union);
        return (int)index;
    }

    /// <summary>Begins an array of exactly <paramref name="expected"/> items.</summary>
    /// <exception cref="WireFormatException">It has another number of items.</exception>
    public void ReadArrayHeader(int expected)
    {
        var start = _position;
        var count = ReadHead(CborMajorType.Array);
        if (count != (uint)expected) ThrowCount(start, expected);
        RequireDepth(start);
    }

    [DoesNotReturn]
    private static void ThrowCount(int offset, int expected) => ThrowOutOfRange(offset, $"an array of {expected} items");

    [DoesNotReturn]
    private static void ThrowUnknownCase(int offset, uint index, int count, string union) => throw new WireFormatException(
        WireFormatError.OutOfRange, offset, $"This version of the union {union} has no case {index}, only {count} cases from 0");

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ReadOnlySpan<byte> ReadFixedBytes(int length, string expected)
    {
        var start = _position;
        var bytes = ReadBytes();
        if (bytes.Length != length) ThrowOutOfRange(start, expected);
        return bytes;
    }
}
