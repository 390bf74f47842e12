namespace Scuttlegen;

/// <summary>
/// Frames on their way from the transport's threads to the driver: bounded in bytes, copied in. When it is full, new frames are
/// dropped and counted; gossip asks again for what they carried.
/// </summary>
internal sealed class Inbox(int maxBytes)
{
    private const int BytesPerFrame = 64;

    private readonly Lock _gate = new();
    private List<byte[]> _frames = [];
    private List<byte[]> _taken = [];
    private int _bytes;
    private long _dropped;

    public long Dropped => Interlocked.Read(ref _dropped);

    /// <returns>Whether there was room.</returns>
    public bool TryAdd(ReadOnlySpan<byte> frame)
    {
        lock (_gate)
        {
            if (frame.Length + BytesPerFrame > maxBytes - _bytes)
            {
                Interlocked.Increment(ref _dropped);
                return false;
            }

            _frames.Add(frame.ToArray());
            _bytes += frame.Length + BytesPerFrame;
            return true;
        }
    }

    /// <summary>Takes everything that has arrived. The list is valid until the next call.</summary>
    public List<byte[]> TakeAll()
    {
        _taken.Clear();
        lock (_gate)
        {
            (_taken, _frames) = (_frames, _taken);
            _bytes = 0;
        }

        return _taken;
    }
}
