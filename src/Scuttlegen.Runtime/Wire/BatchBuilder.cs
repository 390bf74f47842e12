using System.Text;

namespace Scuttlegen.Wire;

/// <summary>Gathers one's own consecutive updates into canonical batches.</summary>
/// <param name="isToBeEncrypted">Whether the batches will be encrypted: then they leave room for it, and the logical times in each follow one another.</param>
internal sealed class BatchBuilder(bool isToBeEncrypted = false)
{
    private readonly List<string> _kinds = [];

    // Grows to the limit and is then kept: one store has one builder.
    private byte[] _body = new byte[512];
    private int _length;
    private int _kindBytes;
    private int _count;
    private ulong _baseTime, _lastTime;
    private long _baseWallClock, _lastWallClock;

    /// <summary>What the batch re-issues. Set before the first update; sealing clears it.</summary>
    public Origin? Origin { get; set; }

    public bool IsEmpty => _count == 0;

    public int Count => _count;

    public int Length => _length;

    /// <summary>Adds an update after those gathered.</summary>
    /// <returns>Whether it fits the batch; if not, nothing changed: seal the batch and add it to the next.</returns>
    public bool TryAdd(string kind, ulong time, long wallClock, ReadOnlySpan<byte> payload)
    {
        const int maxUpdateHead = 5 + 9 + 9 + 5;
        var kindIndex = IndexOf(kind);
        var isNew = kindIndex == _kinds.Count;
        var kindBytes = isNew ? Encoding.UTF8.GetByteCount(kind) + 2 : 0;
        var needed = _length + maxUpdateHead + payload.Length;
        var overhead = isToBeEncrypted ? RoomEncryption.Overhead : 0;
        if (BatchHeader.MaxSize(_kindBytes + kindBytes, Origin is not null) + overhead + needed > WireLimits.MaxBatchBytes) return false;
        if (isToBeEncrypted && _count > 0 && time != _lastTime + 1) return false;

        if (needed > _body.Length) Array.Resize(ref _body, Math.Min(WireLimits.MaxBatchBytes, Math.Max(needed, 2 * _body.Length)));
        if (isNew)
        {
            _kinds.Add(kind);
            _kindBytes += kindBytes;
        }

        if (_count == 0)
        {
            (_baseTime, _baseWallClock) = (time, wallClock);
            (_lastTime, _lastWallClock) = (time - 1, wallClock);
        }

        var hasTime = time - _lastTime != 1;
        var hasWallClock = wallClock != _lastWallClock;
        var writer = new CborWriter(_body.AsSpan(_length));
        writer.WriteUInt32((uint)((kindIndex << BatchBody.FlagBits)
            | (hasTime ? BatchBody.HasTimeDelta : 0)
            | (hasWallClock ? BatchBody.HasWallClockDelta : 0)));
        if (hasTime) writer.WriteUInt64(time - _lastTime);
        if (hasWallClock) writer.WriteInt64(wallClock - _lastWallClock);
        writer.WriteBytes(payload);

        _length += writer.Length;
        (_lastTime, _lastWallClock) = (time, wallClock);
        _count++;
        return true;
    }

    /// <summary>Makes a batch of what was gathered, and starts anew.</summary>
    public Batch Seal(ulong firstSequence)
    {
        var header = new BatchHeader(
            firstSequence, _count, _baseTime, _lastTime - _baseTime, _baseWallClock, [.. _kinds], HasUnknownCritical: false, Origin);
        var buffer = new byte[BatchHeader.MaxSize(_kindBytes, Origin is not null)];
        var writer = new CborWriter(buffer);
        header.Write(ref writer);
        var batch = Batch.Create(header, writer.Written, _body.AsSpan(0, _length));
        Clear();
        return batch;
    }

    public void Clear()
    {
        _kinds.Clear();
        _length = _kindBytes = _count = 0;
        Origin = null;
    }

    private int IndexOf(string kind)
    {
        // Kinds come from one table, so the same kind is the same string.
        for (var i = 0; i < _kinds.Count; i++)
        {
            if (ReferenceEquals(_kinds[i], kind)) return i;
        }

        var index = _kinds.IndexOf(kind);
        return index < 0 ? _kinds.Count : index;
    }
}
