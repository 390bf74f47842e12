namespace Scuttlegen.Wire;

/// <summary>
/// What a batch says of itself before its updates: the CBOR array
/// <c>[first sequence, count, base time, time span, base wall clock, [kinds…], {extensions}]</c>.
/// </summary>
/// <param name="FirstSequence">The sequence of the first update, from 1.</param>
/// <param name="Count">How many updates the body holds, from 1.</param>
/// <param name="BaseTime">The logical time of the first update.</param>
/// <param name="TimeSpan">The logical time of the last update less that of the first.</param>
/// <param name="BaseWallClock">The wall-clock time of the first update, in milliseconds since the Unix epoch; 0 if the body is encrypted, which then holds it.</param>
/// <param name="Kinds">The kinds that the body uses, in the order of their first use; none if the body is encrypted, which then holds them.</param>
/// <param name="HasUnknownCritical">Whether an extension marked critical is not known here: the batch must wait for a newer version of this peer.</param>
/// <param name="Origin">The <c>origin</c> extension: what the batch re-issues, if it does.</param>
/// <param name="Key">The <c>key</c> extension: what the body is encrypted with, if it is.</param>
internal sealed record BatchHeader(
    ulong FirstSequence, int Count, ulong BaseTime, ulong TimeSpan, long BaseWallClock, string[] Kinds, bool HasUnknownCritical, Origin? Origin = null, BodyKey? Key = null)
{
    private const int Fields = 7;

    /// <summary>The wall clock's range: 1970 to the end of <see cref="DateTimeOffset"/>.</summary>
    public const long MaxWallClock = 253_402_300_799_999;

    public ulong LastSequence => FirstSequence + (uint)Count - 1;

    public ulong LastTime => BaseTime + TimeSpan;

    /// <summary>Reads and checks a header on its own; that the body agrees is <see cref="BatchBody"/>'s to check.</summary>
    /// <exception cref="WireFormatException">The bytes are not a canonical header.</exception>
    public static BatchHeader Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new CborReader(bytes);
        if (reader.ReadArrayHeader() is var fields && fields != Fields)
            throw Invalid(0, $"A batch header has {Fields} fields, not {fields}");

        var firstSequence = ReadPositive(ref reader, "first sequence");
        var countOffset = reader.Position;
        var count = ReadPositive(ref reader, "count");
        if (count > WireLimits.MaxBatchBytes || firstSequence > WireLimits.MaxSequence - count + 1)
            throw Invalid(countOffset, $"A batch cannot hold {count} updates from sequence {firstSequence} on");

        var baseTime = ReadPositive(ref reader, "base time");
        var spanOffset = reader.Position;
        var span = reader.ReadUInt64();

        // The last value is never a time, so that time + 1 never overflows.
        if (span < count - 1 || span >= ulong.MaxValue - baseTime)
            throw Invalid(spanOffset, $"{count} updates cannot span {span} from logical time {baseTime} on");

        var wallClock = ReadWallClock(ref reader);
        var kindsOffset = reader.Position;
        var kinds = ReadKinds(ref reader, (int)count);
        var hasUnknownCritical = ReadExtensions(ref reader, count, out var origin, out var key);
        reader.EnsureEnd();
        if ((kinds.Length == 0) != (key is not null)) throw Invalid(kindsOffset, "Kinds are named in the header or in an encrypted body: here, in neither or in both");

        // Whoever lacks the key knows each update's stamp all the same; and only the body says when it was written.
        if (key is not null && span != count - 1) throw Invalid(spanOffset, $"The times of {count} updates in an encrypted body follow one another, and do not span {span}");
        if (key is not null && wallClock != 0) throw Invalid(kindsOffset, "The header of an encrypted body tells no wall-clock time");
        return new BatchHeader(firstSequence, (int)count, baseTime, span, wallClock, kinds, hasUnknownCritical, origin, key);
    }

    /// <exception cref="WireFormatException">It is no wall-clock time.</exception>
    public static long ReadWallClock(ref CborReader reader)
    {
        var offset = reader.Position;
        var wallClock = reader.ReadUInt64();
        return wallClock <= MaxWallClock ? (long)wallClock : throw Invalid(offset, $"The wall-clock time {wallClock} ms is out of range");
    }

    /// <summary>Reads a table of kinds, empty or not.</summary>
    /// <exception cref="WireFormatException">It is not canonical, or has more kinds than there are updates.</exception>
    public static string[] ReadKinds(ref CborReader reader, int updates)
    {
        var offset = reader.Position;
        var count = reader.ReadArrayHeader();
        if (count > updates) throw Invalid(offset, $"{updates} updates cannot use {count} kinds");
        var kinds = count == 0 ? [] : new string[count];
        var seen = count > 1 ? new HashSet<string>(count, StringComparer.Ordinal) : null;
        for (var i = 0; i < count; i++)
        {
            offset = reader.Position;
            kinds[i] = reader.ReadString();
            if (kinds[i].Length == 0 || reader.Position - offset > WireLimits.MaxKindBytes + 2)
                throw Invalid(offset, $"A kind's name has 1 to {WireLimits.MaxKindBytes} bytes");
            if (seen is not null && !seen.Add(kinds[i])) throw Invalid(offset, $"The kind '{kinds[i]}' is named twice");
        }

        return kinds;
    }

    public static void WriteKinds(ref CborWriter writer, string[] kinds)
    {
        writer.WriteArrayHeader(kinds.Length);
        foreach (var kind in kinds) writer.WriteString(kind);
    }

    /// <summary>An upper bound, in bytes, of a header that names kinds of <paramref name="kindBytes"/> bytes together with their lengths, and whose body is not encrypted.</summary>
    public static int MaxSize(int kindBytes, bool hasOrigin = false) =>
        1 + 9 + 5 + 9 + 9 + 9 + 5 + kindBytes + 1 + (hasOrigin ? Wire.Origin.MaxExtensionBytes : 0);

    public void Write(ref CborWriter writer)
    {
        writer.WriteArrayHeader(Fields);
        writer.WriteUInt64(FirstSequence);
        writer.WriteUInt32((uint)Count);
        writer.WriteUInt64(BaseTime);
        writer.WriteUInt64(TimeSpan);
        writer.WriteUInt64((ulong)BaseWallClock);
        WriteKinds(ref writer, Kinds);
        writer.WriteMapHeader((Origin is null ? 0 : 1) + (Key is null ? 0 : 1));
        Origin?.Write(ref writer);
        Key?.Write(ref writer);
    }

    private static bool ReadExtensions(ref CborReader reader, ulong updates, out Origin? origin, out BodyKey? bodyKey)
    {
        (origin, bodyKey) = (null, null);
        var count = reader.ReadMapHeader();
        var hasUnknownCritical = false;
        for (ulong previous = 0, i = 0; i < (ulong)count; i++)
        {
            var offset = reader.Position;
            var key = reader.ReadUInt64();
            if (i > 0 && key <= previous) throw Invalid(offset, "Extensions are not in strictly ascending order");
            previous = key;
            offset = reader.Position;
            var value = reader.ReadBytes();

            // The lowest bit of a key says whether a reader that does not know it may ignore it.
            if (key == Wire.Origin.ExtensionKey) origin = Wire.Origin.Read(value, updates, offset);
            else if (key == BodyKey.ExtensionKey) bodyKey = BodyKey.Read(value, offset);
            else hasUnknownCritical |= (key & 1) != 0;
        }

        return hasUnknownCritical;
    }

    private static ulong ReadPositive(ref CborReader reader, string field)
    {
        var offset = reader.Position;
        var value = reader.ReadUInt64();
        return value > 0 ? value : throw Invalid(offset, $"A batch's {field} starts at 1");
    }

    private static WireFormatException Invalid(int offset, string detail) => new(WireFormatError.OutOfRange, offset, "Batch header: " + detail);
}
