using System.Buffers;

namespace Scuttlegen.Wire;

/// <summary>Room that a <see cref="CborWriter"/> asks for as it goes on, borrowed from the pool until it is disposed.</summary>
internal sealed class GrowingBuffer : IDisposable
{
    private const int FirstBytes = 1024;

    private byte[] _bytes = [];

    /// <summary>A buffer with room for so many bytes more; those written so far begin it.</summary>
    /// <exception cref="WireFormatException">No array has so much room.</exception>
    public Span<byte> Grow(int written, int more)
    {
        var needed = (long)written + more;
        if (needed > Array.MaxLength)
            throw new WireFormatException(WireFormatError.TooLarge, written, $"More than {Array.MaxLength} bytes cannot be written at once");
        var grown = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(2L * written, Math.Max(needed, FirstBytes), Array.MaxLength));
        _bytes.AsSpan(0, written).CopyTo(grown);
        Dispose();
        return _bytes = grown;
    }

    public void Dispose()
    {
        if (_bytes.Length > 0) ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }
}
