using System.Buffers;

namespace Scuttlegen.Wire;

public ref partial struct CborWriter
{
    /// <summary>
    /// Puts the map entries or set elements just written into the canonical order: ascending bytewise (RFC 8949 §4.2.1). Collections that
    /// enumerate in that order cost one comparison per entry; others borrow a buffer.
    /// </summary>
    /// <param name="starts">For each entry, in the order written, the <see cref="Length"/> before it was written.</param>
    public readonly void SortEntries(ReadOnlySpan<int> starts)
    {
        if (IsSorted(starts)) return;

        // No CBOR value is a prefix of another, so whole entries order as their keys do.
        var ends = starts.Length;
        var first = starts[0];
        var unsorted = ArrayPool<byte>.Shared.Rent(_position - first);
        var order = new (int Start, int Length)[ends];
        try
        {
            _buffer[first.._position].CopyTo(unsorted);
            for (var i = 0; i < ends; i++) order[i] = (starts[i] - first, EndOf(starts, i) - starts[i]);
            Array.Sort(order, (x, y) => unsorted.AsSpan(x.Start, x.Length).SequenceCompareTo(unsorted.AsSpan(y.Start, y.Length)));

            var target = _buffer[first..];
            foreach (var (start, length) in order)
            {
                unsorted.AsSpan(start, length).CopyTo(target);
                target = target[length..];
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(unsorted);
        }
    }

    private readonly bool IsSorted(ReadOnlySpan<int> starts)
    {
        for (var i = 1; i < starts.Length; i++)
        {
            if (_buffer[starts[i - 1]..starts[i]].SequenceCompareTo(_buffer[starts[i]..EndOf(starts, i)]) > 0) return false;
        }

        return true;
    }

    private readonly int EndOf(ReadOnlySpan<int> starts, int index) => index + 1 < starts.Length ? starts[index + 1] : _position;
}
