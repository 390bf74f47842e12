using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;

namespace Scuttlegen.Wire;

/// <summary>
/// Reads deterministic CBOR (RFC 8949 §4.2.1) and refuses everything else with a <see cref="WireFormatException"/> that names the
/// offset: one value has exactly one encoding. Allocates only the strings and arrays it returns, never more than the input justifies.
/// </summary>
public ref partial struct CborReader
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ReadOnlySpan<byte> _buffer;
    private int _position;
    private int _depth;

    // At least so many bytes belong to items that arrays around the next one have announced: no other array can claim them.
    private int _due;

    /// <summary>Creates a reader over <paramref name="buffer"/>.</summary>
    public CborReader(ReadOnlySpan<byte> buffer)
    {
        _buffer = buffer;
        _position = 0;
        _depth = 0;
        _due = 0;
    }

    /// <summary>The offset of the next item, in bytes.</summary>
    public readonly int Position => _position;

    /// <summary>Whether every byte was read.</summary>
    public readonly bool IsAtEnd => _position == _buffer.Length;

    /// <summary>Checks that every byte was read.</summary>
    /// <exception cref="WireFormatException">Bytes follow (<see cref="WireFormatError.TrailingBytes"/>).</exception>
    public readonly void EnsureEnd()
    {
        if (!IsAtEnd)
            throw new WireFormatException(WireFormatError.TrailingBytes, _position, $"{_buffer.Length - _position} bytes follow the end of the value");
    }

    /// <summary>Reads an unsigned integer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong ReadUInt64() => ReadHead(CborMajorType.UnsignedInteger);

    /// <summary>Reads an unsigned integer of at most 32 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint ReadUInt32()
    {
        var start = _position;
        var value = ReadHead(CborMajorType.UnsignedInteger);
        if (value > uint.MaxValue) ThrowOutOfRange(start, "a 32-bit unsigned integer");
        return (uint)value;
    }

    /// <summary>Reads a signed integer.</summary>
    public long ReadInt64()
    {
        var start = _position;
        var initial = PeekByte();
        if (initial < 24)
        {
            _position++;
            return initial;
        }

        var major = initial >> 5;
        if (major > CborMajorType.NegativeInteger) ThrowUnexpected(start, "an integer", initial);
        var value = ReadArgument();
        if (value > long.MaxValue) ThrowOutOfRange(start, "a 64-bit signed integer");
        return major == CborMajorType.UnsignedInteger ? (long)value : ~(long)value;
    }

    /// <summary>Reads a signed integer of at most 32 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int ReadInt32()
    {
        var start = _position;
        var value = ReadInt64();
        if (value != (int)value) ThrowOutOfRange(start, "a 32-bit signed integer");
        return (int)value;
    }

    /// <summary>Reads <c>true</c> or <c>false</c>.</summary>
    public bool ReadBoolean()
    {
        var initial = PeekByte();
        if (initial is not (CborMajorType.False or CborMajorType.True)) ThrowUnexpected(_position, "a boolean", initial);
        _position++;
        return initial == CborMajorType.True;
    }

    /// <summary>Reads <c>null</c> if it is next.</summary>
    /// <returns>Whether it was; if not, nothing was read.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReadNull()
    {
        if (PeekByte() != CborMajorType.Null) return false;
        _position++;
        return true;
    }

    /// <summary>Begins an array and returns how many items it has: never more than the bytes that remain for it.</summary>
    /// <exception cref="WireFormatException">Among others: it is nested in <see cref="WireLimits.MaxDepth"/> values.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int ReadArrayHeader()
    {
        var start = _position;
        var count = ReadHead(CborMajorType.Array);
        RequireDepth(start);
        return ToCount(count, bytesPerItem: 1, start);
    }

    /// <summary>Begins a map and returns how many pairs it has: never more than half the bytes that remain for it.</summary>
    /// <exception cref="WireFormatException">Among others: it is nested in <see cref="WireLimits.MaxDepth"/> values.</exception>
    public int ReadMapHeader()
    {
        var start = _position;
        var count = ReadHead(CborMajorType.Map);
        RequireDepth(start);
        return ToCount(count, bytesPerItem: 2, start);
    }

    /// <summary>Reads a byte string without copying it.</summary>
    /// <returns>A window on the reader's own buffer.</returns>
    public ReadOnlySpan<byte> ReadBytes()
    {
        var start = _position;
        return Take(ReadHead(CborMajorType.ByteString), start);
    }

    /// <summary>Reads a text string.</summary>
    public string ReadString()
    {
        var start = _position;
        return Decode(Take(ReadHead(CborMajorType.TextString), start), start);
    }

    /// <summary>
    /// Enters the array or map whose header was read, so that hostile nesting is refused before it exhausts the stack. Pair with <see cref="Leave"/>.
    /// Only one that holds other arrays, maps or tagged values must be entered: it is what counts them as deep as <see cref="SkipValue"/> does.
    /// </summary>
    /// <exception cref="WireFormatException">Deeper than <see cref="WireLimits.MaxDepth"/>.</exception>
    public void Enter()
    {
        if (++_depth > WireLimits.MaxDepth) ThrowTooDeep(_position);
    }

    /// <summary>
    /// Enters an array for whose items memory is about to be taken. Until <see cref="BeginItem"/> has been called for each of them, arrays within cannot claim the
    /// bytes that the rest need: all of them together claim no more items than there are bytes.
    /// </summary>
    /// <param name="count">How many items it has, as its header says.</param>
    /// <exception cref="WireFormatException">Deeper than <see cref="WireLimits.MaxDepth"/>.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void EnterItems(int count)
    {
        Enter();
        _due += count;
    }

    /// <summary>Begins the next item of an array that was entered with <see cref="EnterItems"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void BeginItem() => _due--;

    /// <summary>Leaves what was entered last.</summary>
    public void Leave() => _depth--;

    // What holds items counts as nested in what was entered around it, whether it is entered itself or not.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void RequireDepth(int start)
    {
        if (_depth >= WireLimits.MaxDepth) ThrowTooDeep(start);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly byte PeekByte()
    {
        if ((uint)_position >= (uint)_buffer.Length) ThrowTruncated(_position);
        return _buffer[_position];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong ReadHead(int majorType)
    {
        var initial = PeekByte();
        var argument = initial - (majorType << 5);
        if ((uint)argument < 24)
        {
            _position++;
            return (uint)argument;
        }

        if ((uint)argument >= 32) ThrowUnexpected(_position, CborMajorType.Describe(majorType << 5), initial);
        return ReadArgument();
    }

    /// <summary>Reads an initial byte whose type was checked, and its argument in the only form allowed: the shortest.</summary>
    private ulong ReadArgument()
    {
        var start = _position;
        var info = PeekByte() & 0x1f;
        if (info < 24)
        {
            _position++;
            return (uint)info;
        }

        if (info > 27) ThrowReserved(start, info);
        var form = info - 24;
        var size = 1 << form;
        var rest = _buffer[(start + 1)..];
        ulong value;
        if (rest.Length >= sizeof(ulong))
        {
            // One load for all four forms; what follows the argument is shifted out.
            value = BinaryPrimitives.ReadUInt64BigEndian(rest) >> (64 - (8 * size));
        }
        else
        {
            if (rest.Length < size) ThrowTruncated(start);
            value = 0;
            foreach (var part in rest[..size]) value = (value << 8) | part;
        }

        if (value < ShortestMinimum(form)) ThrowNotShortest(start, value);
        _position = start + 1 + size;
        return value;
    }

    /// <summary>The least value that no shorter form holds: 24, 2⁸, 2¹⁶, 2³².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong ShortestMinimum(int form) => form == 0 ? 24 : 1UL << (8 << (form - 1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int ToCount(ulong count, int bytesPerItem, int start)
    {
        // A caller that begins more items than it entered only loses the bound.
        if (count > (ulong)Math.Max(0, _buffer.Length - _position - _due) / (uint)bytesPerItem) ThrowTruncated(start);
        return (int)count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ReadOnlySpan<byte> Take(ulong length, int start)
    {
        if (length > (ulong)(_buffer.Length - _position)) ThrowTruncated(start);
        var bytes = _buffer.Slice(_position, (int)length);
        _position += (int)length;
        return bytes;
    }

    private static string Decode(ReadOnlySpan<byte> utf8, int start)
    {
        // Most strings are ASCII: their length is known ahead, and widening them is all there is to do.
        return Ascii.IsValid(utf8) ? string.Create(utf8.Length, utf8, static (chars, ascii) => Ascii.ToUtf16(ascii, chars, out _)) : DecodeStrictly(utf8, start);
    }

    private static string DecodeStrictly(ReadOnlySpan<byte> utf8, int start)
    {
        try
        {
            return StrictUtf8.GetString(utf8);
        }
        catch (DecoderFallbackException invalid)
        {
            throw new WireFormatException(WireFormatError.InvalidText, start, $"A text string is not valid UTF-8 at its byte {invalid.Index}");
        }
    }

    // Messages are made apart from what reads: their locals would be cleared on every call.
    [DoesNotReturn]
    private static void ThrowReserved(int offset, int info) => throw new WireFormatException(
        WireFormatError.NotAllowed, offset,
        info == 31 ? "Indefinite lengths are not allowed in deterministic CBOR" : $"The additional information {info} is reserved");

    [DoesNotReturn]
    private static void ThrowNotShortest(int offset, ulong value) =>
        throw new WireFormatException(WireFormatError.NotCanonical, offset, $"{value} is written in a longer form than its shortest");

    [DoesNotReturn]
    private static void ThrowTruncated(int offset) =>
        throw new WireFormatException(WireFormatError.Truncated, offset, "The input ends inside an item");

    [DoesNotReturn]
    private static void ThrowTooDeep(int offset) =>
        throw new WireFormatException(WireFormatError.TooDeep, offset, $"Values are nested deeper than {WireLimits.MaxDepth}");

    [DoesNotReturn]
    private static void ThrowUnexpected(int offset, string expected, byte initial) =>
        throw new WireFormatException(WireFormatError.UnexpectedType, offset, $"Expected {expected}, found {CborMajorType.Describe(initial)}");

    [DoesNotReturn]
    private static void ThrowOutOfRange(int offset, string expected) =>
        throw new WireFormatException(WireFormatError.OutOfRange, offset, $"The value does not fit {expected}");
}
