using System.Buffers.Binary;

namespace Scuttlegen.Sqlite;

/// <summary>
/// The pages of a log that SQLite may refuse to open, read straight from the file: without its header, and as the last commit in the write-ahead log left
/// them (https://sqlite.org/fileformat2.html). Only what was committed is seen.
/// </summary>
internal sealed class DamagedPages : IDisposable
{
    /// <summary>What <see cref="LogFile"/> creates, whatever a damaged header says.</summary>
    public const int PageSize = 4096;

    private const int LogHeaderSize = 32;
    private const int FrameHeaderSize = 24;
    private const uint LogMagic = 0x377f0682;

    private readonly FileStream _file;
    private readonly FileStream? _log;

    // Where in the write-ahead log the newest committed form of a page is.
    private readonly Dictionary<long, long> _inLog = [];

    /// <exception cref="IOException">A file cannot be read.</exception>
    public DamagedPages(string path)
    {
        _file = Open(path);
        Count = (_file.Length + PageSize - 1) / PageSize;
        if (!File.Exists(path + "-wal")) return;
        _log = Open(path + "-wal");
        ReadLog(_log);
    }

    /// <summary>How many pages there are, numbered from 1; the last may be cut.</summary>
    public long Count { get; private set; }

    /// <summary>Reads a page; what is missing of it is zero.</summary>
    /// <returns>Whether there is such a page.</returns>
    public bool TryRead(long page, Span<byte> bytes)
    {
        if (page < 1 || page > Count) return false;
        var read = _inLog.TryGetValue(page, out var offset) ? Read(_log!, offset, bytes) : Read(_file, (page - 1) * PageSize, bytes);
        bytes[read..].Clear();
        return true;
    }

    public void Dispose()
    {
        _file.Dispose();
        _log?.Dispose();
    }

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);

    private static int Read(FileStream file, long offset, Span<byte> bytes)
    {
        var total = 0;
        while (total < bytes.Length && RandomAccess.Read(file.SafeFileHandle, bytes[total..], offset + total) is var read and > 0) total += read;
        return total;
    }

    /// <summary>Takes up the frames to the last commit before the first frame that is not genuine, as SQLite does.</summary>
    private void ReadLog(FileStream log)
    {
        Span<byte> header = stackalloc byte[LogHeaderSize];
        if (Read(log, 0, header) < LogHeaderSize) return;
        var magic = BinaryPrimitives.ReadUInt32BigEndian(header);
        if ((magic & ~1u) != LogMagic || BinaryPrimitives.ReadUInt32BigEndian(header[8..]) != PageSize) return;
        var sum = new LogChecksum(isBigEndian: (magic & 1) != 0);
        sum.Add(header[..24]);
        if (!sum.Equals(header[24..])) return;

        var frame = new byte[FrameHeaderSize + PageSize];
        var uncommitted = new Dictionary<long, long>();
        for (long offset = LogHeaderSize; Read(log, offset, frame) == frame.Length; offset += frame.Length)
        {
            if (!frame.AsSpan(8, 8).SequenceEqual(header[16..24])) return;
            sum.Add(frame.AsSpan(0, 8));
            sum.Add(frame.AsSpan(FrameHeaderSize));
            if (!sum.Equals(frame.AsSpan(16, 8))) return;
            uncommitted[BinaryPrimitives.ReadUInt32BigEndian(frame)] = offset + FrameHeaderSize;
            var pages = BinaryPrimitives.ReadUInt32BigEndian(frame.AsSpan(4));
            if (pages == 0) continue;
            foreach (var (page, at) in uncommitted) _inLog[page] = at;
            uncommitted.Clear();
            Count = Math.Max(Count, pages);
        }
    }

    private struct LogChecksum(bool isBigEndian)
    {
        private uint _a, _b;

        public void Add(ReadOnlySpan<byte> words)
        {
            for (; words.Length >= 8; words = words[8..])
            {
                _a = unchecked(_a + Word(words) + _b);
                _b = unchecked(_b + Word(words[4..]) + _a);
            }
        }

        public readonly bool Equals(ReadOnlySpan<byte> stored) =>
            BinaryPrimitives.ReadUInt32BigEndian(stored) == _a && BinaryPrimitives.ReadUInt32BigEndian(stored[4..]) == _b;

        private readonly uint Word(ReadOnlySpan<byte> bytes) =>
            isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    }
}
