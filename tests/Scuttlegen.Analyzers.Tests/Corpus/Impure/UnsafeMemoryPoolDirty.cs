// SCUT1015: MemoryPool.Rent gives a larger and dirty block, kept as a whole
using System.Buffers;
using System.Collections.Immutable;

public static class Blocks
{
    public static ImmutableArray<byte> Take(int size)
    {
        using var owner = MemoryPool<byte>.Shared.Rent(size);
        return [.. owner.Memory.Span];
    }
}

public sealed record Block(ImmutableArray<byte> Bytes);
public sealed record Sized(int Size);

public static class BlockReducers
{
    [Reducer]
    public static Block Apply(Block state, Sized action) => new(Blocks.Take(action.Size)); // here
}
