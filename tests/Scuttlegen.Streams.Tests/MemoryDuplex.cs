using System.Threading.Channels;

namespace Scuttlegen.Streams.Tests;

/// <summary>One end of a duplex stream in memory. Each direction holds a bounded number of writes: who does not read holds up who writes, as a socket does.</summary>
internal sealed class MemoryDuplex : Stream
{
    private readonly ChannelReader<byte[]> _in;
    private readonly ChannelWriter<byte[]> _out;
    private readonly CancellationTokenSource _disposed = new();
    private ReadOnlyMemory<byte> _rest;

    private MemoryDuplex(ChannelReader<byte[]> @in, ChannelWriter<byte[]> @out) => (_in, _out) = (@in, @out);

    public bool IsDisposed => _disposed.IsCancellationRequested;

    /// <summary>At most this many bytes come from one read, so that packets arrive in pieces.</summary>
    public int MaxRead { get; init; } = int.MaxValue;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public static (MemoryDuplex A, MemoryDuplex B) CreatePair(int capacity = 4, int maxRead = int.MaxValue)
    {
        var (left, right) = (Channel.CreateBounded<byte[]>(capacity), Channel.CreateBounded<byte[]>(capacity));
        return (new MemoryDuplex(left.Reader, right.Writer) { MaxRead = maxRead }, new MemoryDuplex(right.Reader, left.Writer) { MaxRead = maxRead });
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_rest.IsEmpty)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposed.Token);
            if (!await _in.WaitToReadAsync(either.Token)) return 0;
            _rest = await _in.ReadAsync(either.Token);
        }

        var count = Math.Min(Math.Min(buffer.Length, _rest.Length), MaxRead);
        _rest[..count].CopyTo(buffer);
        _rest = _rest[count..];
        return count;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty) return;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposed.Token);
        try
        {
            await _out.WriteAsync(buffer.ToArray(), either.Token);
        }
        catch (ChannelClosedException closed)
        {
            throw new IOException("The other end is gone.", closed);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _disposed.Cancel();
        _out.TryComplete();
        base.Dispose(disposing);
    }
}
