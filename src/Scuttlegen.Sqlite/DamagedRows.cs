using System.Buffers.Binary;

namespace Scuttlegen.Sqlite;

/// <summary>
/// Finds rows in the leaf pages of a database, whatever became of the pages above them (https://sqlite.org/fileformat2.html, 1.6 and 2.1). Everything that it
/// reads may be rotten: a row that makes no sense is passed over, one that does may still be wrong.
/// </summary>
internal sealed class DamagedRows(DamagedPages pages)
{
    private const int TableLeaf = 0x0d;
    private const int IndexLeaf = 0x0a;
    private const int LeafHeaderSize = 8;
    private const int FileHeaderSize = 100;
    private const int MaxColumns = 8;

    // A fork proof with two full headers, and some.
    private const int MaxPayload = 80 * 1024;

    private readonly byte[] _page = new byte[DamagedPages.PageSize];
    private readonly byte[] _overflow = new byte[DamagedPages.PageSize];
    private readonly (long Type, int Offset, int Length)[] _columns = new (long, int, int)[MaxColumns];
    private readonly byte[] _payload = new byte[MaxPayload];
    private long _current;

    /// <summary>The row's number; 0 in an index.</summary>
    public long RowId { get; private set; }

    /// <summary>Whether the row is an index's.</summary>
    public bool IsIndex { get; private set; }

    public int Columns { get; private set; }

    /// <summary>Goes to a page.</summary>
    /// <returns>How many rows it may have; 0 unless it looks like a leaf.</returns>
    public int GoTo(long page)
    {
        _current = page;
        if (!pages.TryRead(page, _page)) return 0;
        var type = _page[HeaderOffset];
        if (type is not (TableLeaf or IndexLeaf)) return 0;
        IsIndex = type == IndexLeaf;
        var cells = BinaryPrimitives.ReadUInt16BigEndian(_page.AsSpan(HeaderOffset + 3));
        return Math.Min(cells, (DamagedPages.PageSize - HeaderOffset - LeafHeaderSize) / 2);
    }

    /// <summary>Reads a row of the page.</summary>
    /// <returns>Whether it is whole and can be one.</returns>
    public bool TryRead(int cell)
    {
        int at = BinaryPrimitives.ReadUInt16BigEndian(_page.AsSpan(HeaderOffset + LeafHeaderSize + (2 * cell)));
        if (!TryReadVarint(_page, ref at, out var payload) || payload is < 1 or > MaxPayload) return false;
        var rowId = 0L;
        if (!IsIndex && !TryReadVarint(_page, ref at, out rowId)) return false;
        RowId = rowId;
        return TryGather((int)payload, at) && TryParse((int)payload);
    }

    public bool IsNull(int column) => _columns[column].Type == 0;

    public bool TryGetInt64(int column, out long value)
    {
        var (type, offset, length) = _columns[column];
        value = type == 9 ? 1 : 0;
        if (type is 8 or 9) return true;
        if (type is < 1 or > 6) return false;
        var bytes = _payload.AsSpan(offset, length);
        value = (sbyte)bytes[0];
        foreach (var next in bytes[1..]) value = (value << 8) | next;
        return true;
    }

    public bool TryGetBlob(int column, out ReadOnlyMemory<byte> bytes)
    {
        var (type, offset, length) = _columns[column];
        bytes = _payload.AsMemory(offset, length);
        return type >= 12 && (type & 1) == 0;
    }

    private int HeaderOffset => _current == 1 ? FileHeaderSize : 0;

    /// <summary>Puts a payload together from its page and the chain of pages that it overflows into.</summary>
    private bool TryGather(int payload, int at)
    {
        const int usable = DamagedPages.PageSize;
        var most = IsIndex ? ((usable - 12) * 64 / 255) - 23 : usable - 35;
        const int least = ((usable - 12) * 32 / 255) - 23;
        var local = payload;
        if (payload > most)
        {
            local = least + ((payload - least) % (usable - 4));
            if (local > most) local = least;
        }

        if (at + local + (local < payload ? 4 : 0) > usable) return false;
        _page.AsSpan(at, local).CopyTo(_payload);
        if (local == payload) return true;

        long next = BinaryPrimitives.ReadUInt32BigEndian(_page.AsSpan(at + local));
        while (local < payload)
        {
            if (!pages.TryRead(next, _overflow)) return false;
            next = BinaryPrimitives.ReadUInt32BigEndian(_overflow);
            var part = Math.Min(payload - local, usable - 4);
            _overflow.AsSpan(4, part).CopyTo(_payload.AsSpan(local));
            local += part;
        }

        return true;
    }

    private bool TryParse(int payload)
    {
        var bytes = _payload.AsSpan(0, payload);
        var at = 0;
        if (!TryReadVarint(bytes, ref at, out var headerSize) || headerSize > payload) return false;
        var offset = headerSize;
        for (Columns = 0; at < headerSize; Columns++)
        {
            if (Columns == MaxColumns || !TryReadVarint(bytes, ref at, out var type) || LengthOf(type) is not (>= 0 and var length) || length > payload - offset) return false;
            _columns[Columns] = (type, (int)offset, (int)length);
            offset += length;
        }

        return at == headerSize && offset == payload;
    }

    private static long LengthOf(long type) => type switch
    {
        0 or 8 or 9 => 0,
        >= 1 and <= 4 => type,
        5 => 6,
        6 or 7 => 8,
        >= 12 => (type - 12) / 2,
        _ => -1,
    };

    private static bool TryReadVarint(ReadOnlySpan<byte> bytes, ref int at, out long value)
    {
        value = 0;
        for (var i = 0; i < 9; i++, at++)
        {
            if (at >= bytes.Length) return false;
            if (i == 8) value = (value << 8) | bytes[at];
            else value = (value << 7) | (uint)(bytes[at] & 0x7f);
            if (i == 8 || bytes[at] < 0x80)
            {
                at++;
                return true;
            }
        }

        return false;
    }
}
