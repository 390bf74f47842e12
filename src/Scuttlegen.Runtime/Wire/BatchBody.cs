namespace Scuttlegen.Wire;

/// <summary>
/// Reads a batch's updates: a CBOR sequence (RFC 8742) of, per update, <c>meta, [time delta], [wall-clock delta], payload</c>. <c>meta</c> is the kind's
/// index times 4, plus 1 if a time delta (other than 1) follows, plus 2 if a wall-clock delta (other than 0) follows; the payload is a byte string.
/// </summary>
internal ref struct BatchBody
{
    public const int HasTimeDelta = 1;
    public const int HasWallClockDelta = 2;
    public const int FlagBits = 2;

    // A tag; before the updates [wall clock, [one kind of one letter]], then of each update its meta and its payload's head.
    private const int MinEncryptedHead = IRoomCipher.TagSize + 5;
    private const int MinUpdate = 2;

    private readonly BatchHeader _header;
    private CborReader _reader;
    private int _read;
    private int _kindsUsed;

    public BatchBody(BatchHeader header, ReadOnlySpan<byte> body)
    {
        _header = header;
        _reader = new CborReader(body);
        Time = header.BaseTime - 1;
        WallClock = header.BaseWallClock;
    }

    /// <summary>The kinds that the updates are of.</summary>
    public readonly string[] Kinds => _header.Kinds;

    /// <summary>The current update's index into <see cref="Kinds"/>.</summary>
    public int Kind { get; private set; }

    public ulong Time { get; private set; }

    public long WallClock { get; private set; }

    public readonly ulong Sequence => _header.FirstSequence + (uint)_read - 1;

    public ReadOnlySpan<byte> Payload { get; private set; }

    /// <summary>Checks a whole body against its header; of an encrypted one, whether it is long enough for what the header says of it: nobody makes others keep more than he sends.</summary>
    /// <exception cref="WireFormatException">It is not canonical, or does not agree with the header.</exception>
    public static void Check(BatchHeader header, ReadOnlySpan<byte> body)
    {
        if (header.Key is not null)
        {
            if (body.Length < MinEncryptedHead + (MinUpdate * header.Count)) throw Invalid(0, $"{body.Length} bytes cannot hold {header.Count} encrypted updates");
            return;
        }

        var updates = new BatchBody(header, body);
        while (updates.MoveNext()) { }
    }

    /// <exception cref="WireFormatException">The body is not canonical, or does not agree with the header.</exception>
    public bool MoveNext()
    {
        if (_read == _header.Count)
        {
            CheckEnd();
            return false;
        }

        var offset = _reader.Position;
        var meta = _reader.ReadUInt32();
        ReadKind((int)(meta >> FlagBits), offset);
        ReadTime((meta & HasTimeDelta) != 0, offset);
        ReadWallClock((meta & HasWallClockDelta) != 0, offset);
        Payload = _reader.ReadBytes();
        _read++;
        return true;
    }

    private void ReadKind(int kind, int offset)
    {
        // Kinds are named in the order of their first use: one table for one body.
        if (kind > _kindsUsed || kind >= _header.Kinds.Length)
            throw Invalid(offset, $"Kind {kind} is used before kind {_kindsUsed}, or is not in the header");
        if (kind == _kindsUsed) _kindsUsed++;
        Kind = kind;
    }

    private void ReadTime(bool hasDelta, int offset)
    {
        var delta = hasDelta ? _reader.ReadUInt64() : 1;
        var passed = Time - (_header.BaseTime - 1);
        var first = _read == 0;
        if (hasDelta && (first || delta < 2)) throw Invalid(offset, $"The time delta {delta} is not canonical");
        if (delta > _header.TimeSpan + 1 - passed) throw Invalid(offset, "The logical time exceeds the header's time span");
        Time += delta;
    }

    private void ReadWallClock(bool hasDelta, int offset)
    {
        if (!hasDelta) return;
        var delta = _reader.ReadInt64();
        if (delta == 0 || _read == 0) throw Invalid(offset, $"The wall-clock delta {delta} is not canonical");
        if (delta < -WallClock || delta > BatchHeader.MaxWallClock - WallClock) throw Invalid(offset, "The wall-clock time is out of range");
        WallClock += delta;
    }

    private readonly void CheckEnd()
    {
        _reader.EnsureEnd();
        if (Time != _header.LastTime) throw Invalid(_reader.Position, "The body ends before the header's time span");
        if (_kindsUsed != _header.Kinds.Length) throw Invalid(_reader.Position, "The header names a kind that the body does not use");
    }

    private static WireFormatException Invalid(int offset, string detail) => new(WireFormatError.OutOfRange, offset, "Batch body: " + detail);
}
