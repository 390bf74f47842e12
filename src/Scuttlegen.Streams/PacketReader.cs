using System.Buffers.Binary;

namespace Scuttlegen.Streams;

/// <summary>
/// Cuts what a stream yields into packets. Its one buffer grows only when it is full of bytes that have arrived, never by what a length claims, and never beyond the longest packet.
/// </summary>
internal sealed class PacketReader(Stream stream, int maxPacketBytes, Action<int> onBytes)
{
    private byte[] _buffer = new byte[16 * 1024];
    private int _start, _end;

    public int BufferBytes => _buffer.Length;

    /// <summary>Reads the greeting, and gives up as soon as it cannot be one.</summary>
    public async ValueTask<Greeting> ReadGreetingAsync(CancellationToken cancellationToken)
    {
        while (_end < Greeting.Size)
        {
            if (!await FillAsync(cancellationToken).ConfigureAwait(false))
                throw new StreamViolationException(StreamEndReason.ClosedByPeer, "The other side closed the connection before it said who it is. It may have too many connections.");
            Greeting.CheckStart(_buffer.AsSpan(0, _end));
        }

        _start = Greeting.Size;
        return Greeting.Read(_buffer.AsSpan(0, Greeting.Size));
    }

    /// <summary>Reads a packet: type and content, valid until the next call. Empty if the stream ends between two.</summary>
    /// <exception cref="StreamViolationException">The length is out of range, or the stream ends inside a packet.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var available = _end - _start;
            if (available >= Packet.LengthBytes)
            {
                var length = BinaryPrimitives.ReadUInt32BigEndian(_buffer.AsSpan(_start));
                if (length == 0 || length > (uint)maxPacketBytes)
                    throw new StreamViolationException(StreamEndReason.Malformed, $"A packet claims a length of {length} bytes; it takes 1 to {maxPacketBytes}.");
                if (available - Packet.LengthBytes >= length)
                {
                    var packet = _buffer.AsMemory(_start + Packet.LengthBytes, (int)length);
                    _start += Packet.LengthBytes + (int)length;
                    return packet;
                }
            }

            if (await FillAsync(cancellationToken).ConfigureAwait(false)) continue;
            if (_end > _start) throw new StreamViolationException(StreamEndReason.Malformed, $"The connection ended inside a packet, after {_end - _start} bytes of it.");
            return default;
        }
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_start > 0 && (_start == _end || _end == _buffer.Length))
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length) Array.Resize(ref _buffer, (int)Math.Min(2L * _buffer.Length, Packet.LengthBytes + (long)maxPacketBytes));
        var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
        if (read == 0) return false;
        _end += read;
        onBytes(read);
        return true;
    }
}
