using System.Buffers;

namespace Scuttlegen.Benchmarks;

/// <summary>The cheapest buffer writer there can be, so that none of the time is its own.</summary>
internal sealed class FixedBufferWriter(int capacity) : IBufferWriter<byte>
{
    private readonly byte[] _buffer = new byte[capacity];

    public int Length { get; private set; }

    public void Clear() => Length = 0;

    public void Advance(int count) => Length += count;

    public Memory<byte> GetMemory(int sizeHint = 0) => _buffer.AsMemory(Length);

    public Span<byte> GetSpan(int sizeHint = 0) => _buffer.AsSpan(Length);
}
