using System.Threading.Channels;

namespace Scuttlegen.Streams;

/// <summary>
/// What waits to be written to one connection, encoded, bounded in bytes. Writers append to one buffer while the other is written, so frames coalesce into one write, and nobody ever waits.
/// </summary>
internal sealed class SendQueue(int limit)
{
    /// <summary>What must not be dropped (memberships, signs of life) may exceed the limit by this much.</summary>
    public const int Reserve = 256 * 1024;

    // A larger buffer is let go once it is written.
    private const int KeptBufferBytes = 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
    private readonly HashSet<StoreId> _lossy = [];
    private readonly List<(long Mark, TaskCompletionSource Written)> _flushes = [];
    private Buffer _pending = new(), _writing = new();
    private long _written;
    private bool _isComplete, _isClosed;

    public int Queued
    {
        get
        {
            lock (_gate) return _pending.Count + _writing.Count;
        }
    }

    /// <summary>Appends a frame, if there is room.</summary>
    public bool TryAddFrame(StoreId store, Source? peer, ReadOnlySpan<byte> frame)
    {
        Span<byte> head = stackalloc byte[Packet.MaxHeadBytes];
        head = head[..Packet.WriteHead(head, peer is null ? Packet.Frame : Packet.FrameToOne, store, peer, frame.Length)];
        lock (_gate)
        {
            var queued = _pending.Count + _writing.Count;
            if (_isComplete || (queued > 0 && (long)queued + head.Length + frame.Length > limit))
            {
                _lossy.Add(store);
                _news.Writer.TryWrite(true);
                return false;
            }

            Append(head, frame);
            return true;
        }
    }

    /// <summary>Appends what must not be dropped.</summary>
    /// <returns>Whether there was room: if not, the other side has not read for long.</returns>
    public bool TryAdd(ReadOnlySpan<byte> packet)
    {
        lock (_gate)
        {
            if (_isComplete) return true;
            if ((long)_pending.Count + _writing.Count + packet.Length > (long)limit + Reserve) return false;
            Append(packet, default);
            return true;
        }
    }

    /// <summary>Appends the last packet; nothing is taken after it.</summary>
    public void Complete(ReadOnlySpan<byte> last)
    {
        lock (_gate)
        {
            if (_isComplete) return;
            Append(last, default);
            _isComplete = true;
            _lossy.Clear();
        }
    }

    /// <summary>Waits for something to write and takes all of it; empty after the last.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> TakeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            lock (_gate)
            {
                if (_pending.Count > 0 || _lossy.Count > 0)
                {
                    (_pending, _writing) = (_writing, _pending);
                    TellLosses();
                    if (_writing.Count > 0) return _writing.Memory;
                    continue;
                }

                if (_isComplete) return default;
            }

            await _news.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>What was taken is written.</summary>
    public void Written()
    {
        lock (_gate)
        {
            _written += _writing.Count;
            _writing.Clear();
            if (_writing.Capacity > KeptBufferBytes) _writing = new Buffer();
            _flushes.RemoveAll(flush => flush.Mark <= _written && flush.Written.TrySetResult());
        }
    }

    /// <summary>Completes when everything added before is written, and fails when it never will be.</summary>
    public Task FlushAsync()
    {
        lock (_gate)
        {
            if (_isClosed) return Task.FromException(Unwritten());
            var queued = _pending.Count + _writing.Count;
            if (queued == 0) return Task.CompletedTask;
            var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _flushes.Add((_written + queued, written));
            return written.Task;
        }
    }

    /// <summary>Nothing is written any more: forgets all, and tells whoever waits.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isComplete = _isClosed = true;
            _pending = new Buffer();
            _writing = new Buffer();
            foreach (var (_, written) in _flushes) written.TrySetException(Unwritten());
            _flushes.Clear();
        }
    }

    /// <summary>There is room again: the other side learns, after what did pass, that something did not.</summary>
    private void TellLosses()
    {
        if (!_isComplete)
        {
            foreach (var store in _lossy) Append(Packet.About(Packet.Lost, store), default);
        }

        _lossy.Clear();
    }

    private static IOException Unwritten() => new("The connection ended before everything was written.");

    private void Append(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail)
    {
        if (_pending.Count == 0) _news.Writer.TryWrite(true);
        _pending.Append(head, limit);
        _pending.Append(tail, limit);
    }

    private sealed class Buffer
    {
        private byte[] _bytes = [];

        public int Count { get; private set; }

        public int Capacity => _bytes.Length;

        public ReadOnlyMemory<byte> Memory => _bytes.AsMemory(0, Count);

        public void Append(ReadOnlySpan<byte> bytes, int limit)
        {
            var needed = Count + bytes.Length;
            if (needed > _bytes.Length) Array.Resize(ref _bytes, Math.Max(needed, (int)Math.Min(Math.Max(2L * _bytes.Length, 4096), limit)));
            bytes.CopyTo(_bytes.AsSpan(Count));
            Count = needed;
        }

        public void Clear() => Count = 0;
    }
}
