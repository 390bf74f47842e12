using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;

namespace Scuttlegen.Wire;

/// <summary>
/// Writes deterministic CBOR (RFC 8949 §4.2.1: shortest forms, definite lengths) into a span that the caller sized ahead.
/// Allocates nothing.
/// </summary>
/// <remarks>Writing past the end of the span throws <see cref="ArgumentException"/>: the size bound was wrong.</remarks>
public ref partial struct CborWriter
{
    private readonly GrowingBuffer? _growing;
    private Span<byte> _buffer;
    private int _position;

    /// <summary>Creates a writer that fills <paramref name="buffer"/> from its start.</summary>
    public CborWriter(Span<byte> buffer)
    {
        _growing = null;
        _buffer = buffer;
        _position = 0;
    }

    /// <summary>Creates a writer that never runs out of room: for what has no bound worth computing.</summary>
    internal CborWriter(GrowingBuffer growing)
    {
        _growing = growing;
        _buffer = default;
        _position = 0;
    }

    /// <summary>The bytes written so far.</summary>
    public readonly ReadOnlySpan<byte> Written => _buffer[.._position];

    /// <summary>How many bytes were written so far.</summary>
    public readonly int Length => _position;

    /// <summary>Writes an unsigned integer in its shortest form (1 to 9 bytes).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteUInt64(ulong value) => WriteHead(CborMajorType.UnsignedInteger, value);

    /// <summary>Writes an unsigned integer in its shortest form (1 to 5 bytes).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteUInt32(uint value) => WriteHead(CborMajorType.UnsignedInteger, value);

    /// <summary>Writes a signed integer in its shortest form (1 to 9 bytes).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteInt64(long value)
    {
        // Major type 1 holds -1 - n: for negative values that is the one's complement.
        if (value >= 0) WriteHead(CborMajorType.UnsignedInteger, (ulong)value);
        else WriteHead(CborMajorType.NegativeInteger, (ulong)~value);
    }

    /// <summary>Writes a signed integer in its shortest form (1 to 5 bytes).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteInt32(int value) => WriteInt64(value);

    /// <summary>Writes <c>true</c> or <c>false</c> (1 byte).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteBoolean(bool value) => WriteByte(value ? CborMajorType.True : CborMajorType.False);

    /// <summary>Writes <c>null</c> (1 byte).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteNull() => WriteByte(CborMajorType.Null);

    /// <summary>Begins an array of <paramref name="count"/> items, which the caller writes next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteArrayHeader(int count) => WriteHead(CborMajorType.Array, (uint)count);

    /// <summary>Begins a map of <paramref name="count"/> pairs, which the caller writes next, keys in bytewise order of their encodings.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteMapHeader(int count) => WriteHead(CborMajorType.Map, (uint)count);

    /// <summary>Writes a byte string.</summary>
    public void WriteBytes(scoped ReadOnlySpan<byte> value)
    {
        WriteHead(CborMajorType.ByteString, (uint)value.Length);
        WriteRaw(value);
    }

    /// <summary>Writes a text string as UTF-8.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is <see langword="null"/>.</exception>
    /// <exception cref="WireFormatException">The string holds a lone surrogate.</exception>
    public void WriteString(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        WriteString(value.AsSpan());
    }

    /// <summary>Writes a text string as UTF-8.</summary>
    /// <exception cref="WireFormatException">The string holds a lone surrogate.</exception>
    public void WriteString(scoped ReadOnlySpan<char> value)
    {
        // Most strings are ASCII: their length is known ahead, and one pass narrows them in place.
        var start = _position;
        WriteHead(CborMajorType.TextString, (uint)value.Length);
        if (Ascii.FromUtf16(value, Room(value.Length), out var written) == OperationStatus.Done)
        {
            _position += written;
            return;
        }

        _position = start;
        var length = Encoding.UTF8.GetByteCount(value);
        WriteHead(CborMajorType.TextString, (uint)length);
        var status = Utf8.FromUtf16(value, Room(length), out var read, out written, replaceInvalidSequences: false);
        if (status != OperationStatus.Done) ThrowCannotEncode(status, read);
        _position += written;
    }

    /// <summary>Writes bytes that are canonical CBOR already.</summary>
    public void WriteRaw(scoped ReadOnlySpan<byte> encoded)
    {
        encoded.CopyTo(Take(encoded.Length));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void WriteByte(byte value)
    {
        if ((uint)_position < (uint)_buffer.Length) _buffer[_position++] = value;
        else Take(1)[0] = value;
    }

    /// <summary>The next bytes, to be filled by the caller.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<byte> Take(int count)
    {
        if (_buffer.Length - _position < count) Grow(count);

        // The bytes are there, as was just seen: slicing would look twice more.
        var taken = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref MemoryMarshal.GetReference(_buffer), _position), count);
        _position += count;
        return taken;
    }

    /// <summary>What is left of the buffer, at least that many bytes of it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<byte> Room(int count)
    {
        if (_buffer.Length - _position < count) Grow(count);
        return _buffer[_position..];
    }

    private void Grow(int count)
    {
        if (_growing is null) ThrowTooSmall();
        _buffer = _growing.Grow(_position, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void WriteHead(int majorType, ulong value)
    {
        if (value < 24) WriteByte((byte)((majorType << 5) | (int)value));
        else WriteLongHead(majorType, value);
    }

    private void WriteLongHead(int majorType, ulong value)
    {
        var type = majorType << 5;
        if (value <= byte.MaxValue)
        {
            var head = Take(2);
            head[1] = (byte)value;
            head[0] = (byte)(type | 24);
        }
        else if (value <= ushort.MaxValue)
        {
            var head = Take(3);
            BinaryPrimitives.WriteUInt16BigEndian(head[1..], (ushort)value);
            head[0] = (byte)(type | 25);
        }
        else if (value <= uint.MaxValue)
        {
            var head = Take(5);
            BinaryPrimitives.WriteUInt32BigEndian(head[1..], (uint)value);
            head[0] = (byte)(type | 26);
        }
        else
        {
            var head = Take(9);
            BinaryPrimitives.WriteUInt64BigEndian(head[1..], value);
            head[0] = (byte)(type | 27);
        }
    }

    private static void ThrowCannotEncode(OperationStatus status, int index)
    {
        if (status == OperationStatus.DestinationTooSmall) ThrowTooSmall();
        throw new WireFormatException(
            WireFormatError.InvalidText,
            index,
            $"The string holds a lone surrogate at index {index} and has no UTF-8 form: remove it or carry the text as bytes");
    }

    [DoesNotReturn]
    private static void ThrowTooSmall() => throw new ArgumentException("The buffer is smaller than the size bound that was computed for this value.");
}
