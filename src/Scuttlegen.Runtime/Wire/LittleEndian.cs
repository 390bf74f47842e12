using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Scuttlegen.Wire;

/// <summary>Blocks of numbers as little-endian bytes, on hosts of either order.</summary>
internal static class LittleEndian
{
    public static void Write<T>(ReadOnlySpan<T> values, Span<byte> target)
        where T : unmanaged
    {
        MemoryMarshal.AsBytes(values).CopyTo(target);
        if (!BitConverter.IsLittleEndian) Reverse<T>(target[..(values.Length * Unsafe.SizeOf<T>())]);
    }

    public static void Read<T>(ReadOnlySpan<byte> bytes, Span<T> values)
        where T : unmanaged
    {
        var target = MemoryMarshal.AsBytes(values);
        bytes.CopyTo(target);
        if (!BitConverter.IsLittleEndian) Reverse<T>(target);
    }

    /// <summary>Reverses the bytes of each number in place.</summary>
    public static void Reverse<T>(Span<byte> bytes)
        where T : unmanaged
    {
        switch (Unsafe.SizeOf<T>())
        {
            case 1:
                break;
            case 2:
                var shorts = MemoryMarshal.Cast<byte, ushort>(bytes);
                BinaryPrimitives.ReverseEndianness(shorts, shorts);
                break;
            case 4:
                var ints = MemoryMarshal.Cast<byte, uint>(bytes);
                BinaryPrimitives.ReverseEndianness(ints, ints);
                break;
            default:
                var longs = MemoryMarshal.Cast<byte, ulong>(bytes);
                BinaryPrimitives.ReverseEndianness(longs, longs);
                break;
        }
    }
}
