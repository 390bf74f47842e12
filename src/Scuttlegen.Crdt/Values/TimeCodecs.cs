using Scuttlegen.Wire;

namespace Scuttlegen.Crdt;

/// <summary><c>[UTC ticks, offset in minutes]</c>, in that order: one instant at two offsets is two values.</summary>
internal sealed class DateTimeOffsetCodec : ValueCodec<DateTimeOffset>
{
    private const int ItemCount = 2;
    private const int MaxOffsetMinutes = 14 * 60;

    public override int GetMaxSize(DateTimeOffset value) => 1 + 9 + 3;

    public override void Write(ref CborWriter writer, DateTimeOffset value)
    {
        writer.WriteArrayHeader(ItemCount);
        writer.WriteInt64(value.UtcTicks);
        writer.WriteInt32(value.TotalOffsetMinutes);
    }

    public override DateTimeOffset Read(ref CborReader reader)
    {
        var start = reader.Position;
        reader.ReadTupleHeader(ItemCount);
        var utcTicks = reader.ReadInt64();
        var minutes = reader.ReadInt32();
        if (minutes is < -MaxOffsetMinutes or > MaxOffsetMinutes) Refuse.OutOfRange(start, "An offset is at most 14 hours");
        var localTicks = (Int128)utcTicks + (minutes * TimeSpan.TicksPerMinute);
        if (utcTicks < 0 || utcTicks > DateTime.MaxValue.Ticks || localTicks < 0 || localTicks > DateTime.MaxValue.Ticks)
            Refuse.OutOfRange(start, "The time lies outside the years 1 to 9999");
        return new DateTimeOffset((long)localTicks, TimeSpan.FromMinutes(minutes));
    }

    public override int Compare(DateTimeOffset x, DateTimeOffset y)
    {
        var order = x.UtcTicks.CompareTo(y.UtcTicks);
        return order != 0 ? order : x.TotalOffsetMinutes.CompareTo(y.TotalOffsetMinutes);
    }
}

internal sealed class DateOnlyCodec : ValueCodec<DateOnly>
{
    public override int GetMaxSize(DateOnly value) => 5;

    public override void Write(ref CborWriter writer, DateOnly value) => writer.WriteInt32(value.DayNumber);

    public override DateOnly Read(ref CborReader reader)
    {
        var start = reader.Position;
        var day = reader.ReadUInt32();
        if (day > DateOnly.MaxValue.DayNumber) Refuse.OutOfRange(start, "The date lies outside the years 1 to 9999");
        return DateOnly.FromDayNumber((int)day);
    }

    public override int Compare(DateOnly x, DateOnly y) => x.CompareTo(y);
}

internal sealed class TimeOnlyCodec : ValueCodec<TimeOnly>
{
    public override int GetMaxSize(TimeOnly value) => 9;

    public override void Write(ref CborWriter writer, TimeOnly value) => writer.WriteInt64(value.Ticks);

    public override TimeOnly Read(ref CborReader reader)
    {
        var start = reader.Position;
        var ticks = reader.ReadUInt64();
        if (ticks > (ulong)TimeOnly.MaxValue.Ticks) Refuse.OutOfRange(start, "The time lies outside one day");
        return new TimeOnly((long)ticks);
    }

    public override int Compare(TimeOnly x, TimeOnly y) => x.CompareTo(y);
}

internal sealed class TimeSpanCodec : ValueCodec<TimeSpan>
{
    public override int GetMaxSize(TimeSpan value) => 9;

    public override void Write(ref CborWriter writer, TimeSpan value) => writer.WriteInt64(value.Ticks);

    public override TimeSpan Read(ref CborReader reader) => new(reader.ReadInt64());

    public override int Compare(TimeSpan x, TimeSpan y) => x.CompareTo(y);
}
