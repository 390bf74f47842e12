using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Scuttlegen.Wire;

namespace Scuttlegen.Generators.Tests.Codecs;

/// <summary>What a big-endian host does to a block: the bytes of each number in reverse, the numbers in their order.</summary>
public sealed class LittleEndianTests
{
    [Fact]
    public void Numbers_of_every_size_are_reversed_one_by_one()
    {
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], Reversed<sbyte>());
        Assert.Equal([2, 1, 4, 3, 6, 5, 8, 7], Reversed<Half>());
        Assert.Equal([2, 1, 4, 3, 6, 5, 8, 7], Reversed<short>());
        Assert.Equal([4, 3, 2, 1, 8, 7, 6, 5], Reversed<float>());
        Assert.Equal([8, 7, 6, 5, 4, 3, 2, 1], Reversed<double>());
    }

    [Fact]
    public void Blocks_are_little_endian_here_and_everywhere()
    {
        var bytes = new byte[8];
        LittleEndian.Write<uint>([1, 0x01020304], bytes);
        Assert.Equal(1u, BinaryPrimitives.ReadUInt32LittleEndian(bytes));
        Assert.Equal([4, 3, 2, 1], bytes[4..]);
        var numbers = new uint[2];
        LittleEndian.Read<uint>(bytes, numbers);
        Assert.Equal([1, 0x01020304], numbers);
    }

    private static byte[] Reversed<T>()
        where T : unmanaged
    {
        byte[] bytes = [1, 2, 3, 4, 5, 6, 7, 8];
        LittleEndian.Reverse<T>(bytes);
        return bytes;
    }
}
