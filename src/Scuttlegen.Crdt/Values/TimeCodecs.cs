using Scuttlegen.Wire;

namespace Scuttlegen.Crdt;

/// <summary><c>[UTC ticks, offset in minutes]</c>, in that order: one instant at two offsets is two values.</summary>
internal sealed class DateTimeOffsetCodec : ValueCodec<DateTimeOffset>
{
    public override int GetMaxSize(DateTimeOffset value) => 1 + 9 + 3;

    public override void Write(ref CborWriter writer, DateTimeOffset value) => writer.WriteDateTimeOffset(value);

    public override DateTimeOffset Read(ref CborReader reader) => reader.ReadDateTimeOffset();

    public override int Compare(DateTimeOffset x, DateTimeOffset y)
    {
        var order = x.UtcTicks.CompareTo(y.UtcTicks);
        return order != 0 ? order : x.TotalOffsetMinutes.CompareTo(y.TotalOffsetMinutes);
    }
}

internal sealed class DateOnlyCodec : ValueCodec<DateOnly>
{
    public override int GetMaxSize(DateOnly value) => 5;

    public override void Write(ref CborWriter writer, DateOnly value) => writer.WriteDateOnly(value);

    public override DateOnly Read(ref CborReader reader) => reader.ReadDateOnly();

    public override int Compare(DateOnly x, DateOnly y) => x.CompareTo(y);
}

internal sealed class TimeOnlyCodec : ValueCodec<TimeOnly>
{
    public override int GetMaxSize(TimeOnly value) => 9;

    public override void Write(ref CborWriter writer, TimeOnly value) => writer.WriteTimeOnly(value);

    public override TimeOnly Read(ref CborReader reader) => reader.ReadTimeOnly();

    public override int Compare(TimeOnly x, TimeOnly y) => x.CompareTo(y);
}

internal sealed class TimeSpanCodec : ValueCodec<TimeSpan>
{
    public override int GetMaxSize(TimeSpan value) => 9;

    public override void Write(ref CborWriter writer, TimeSpan value) => writer.WriteTimeSpan(value);

    public override TimeSpan Read(ref CborReader reader) => reader.ReadTimeSpan();

    public override int Compare(TimeSpan x, TimeSpan y) => x.CompareTo(y);
}
