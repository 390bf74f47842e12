using System.Numerics;
using System.Text;
using Scuttlegen.Wire;

namespace Scuttlegen.Fuzz;

/// <summary>Every form of value that actions are made of, each behind the number of its form.</summary>
internal static class Values
{
    private static readonly Form[] Forms =
    [
        new((ref w) => w.WriteInt64(-5), static (ref r) => r.ReadInt64()),
        new((ref w) => w.WriteInt32(70_000), static (ref r) => r.ReadInt32()),
        new((ref w) => w.WriteUInt64(ulong.MaxValue), static (ref r) => r.ReadUInt64()),
        new((ref w) => w.WriteBoolean(true), static (ref r) => r.ReadBoolean()),
        new((ref w) => w.WriteString("Ελλάς 🐟 and more"), static (ref r) => r.ReadString()),
        new((ref w) => w.WriteBytes([1, 2, 3, 4, 5]), static (ref r) => r.ReadBytes().Length),
        new((ref w) => w.WriteDouble(0.1), static (ref r) => r.ReadDouble()),
        new((ref w) => w.WriteDouble(1.5), static (ref r) => r.ReadSingle()),
        new((ref w) => w.WriteDouble(double.NaN), static (ref r) => r.ReadHalf()),
        new((ref w) => w.WriteDecimal(-123.4500m), static (ref r) => r.ReadDecimal()),
        new((ref w) => w.WriteBigInteger(BigInteger.Pow(3, 300)), static (ref r) => r.ReadBigInteger()),
        new((ref w) => w.WriteComplex(new Complex(1, -2.25)), static (ref r) => r.ReadComplex()),
        new((ref w) => w.WriteRune(new Rune('ß')), static (ref r) => r.ReadRune()),
        new((ref w) => w.WriteGuid(new Guid("00112233-4455-6677-8899-aabbccddeeff")), static (ref r) => r.ReadGuid()),
        new((ref w) => w.WriteDateTime(new DateTime(2026, 11, 27, 3, 4, 5, DateTimeKind.Utc)), static (ref r) => r.ReadDateTime()),
        new((ref w) => w.WriteDateTimeOffset(new DateTimeOffset(2026, 11, 27, 3, 4, 5, TimeSpan.FromHours(-5))), static (ref r) => r.ReadDateTimeOffset()),
        new((ref w) => w.WriteDateOnly(new DateOnly(2026, 11, 27)), static (ref r) => r.ReadDateOnly()),
        new((ref w) => w.WriteTimeOnly(new TimeOnly(3, 4, 5)), static (ref r) => r.ReadTimeOnly()),
        new((ref w) => w.WriteUri(new Uri("https://example.org/a?b#c")), static (ref r) => r.ReadUri()),
        new((ref w) => w.WriteVersion(new Version(1, 2, 3, 4)), static (ref r) => r.ReadVersion()),
        new((ref w) => w.WriteTypedArray<int>([1, -2, int.MaxValue]), static (ref r) => r.ReadTypedArray<int>()),
        new((ref w) => w.WriteTypedArray<double>([1, 2.5, double.NaN]), static (ref r) => r.ReadTypedArray<double>()),
        new((ref w) => w.WriteStamp(new Stamp(5, new Source(default, 7))), static (ref r) => r.ReadStamp()),
    ];

    private delegate void WriteForm(ref CborWriter writer);

    private delegate object ReadForm(ref CborReader reader);

    /// <summary>One of each form.</summary>
    public static IReadOnlyList<byte[]> Encoded { get; } = [.. Enumerable.Range(0, Forms.Length).Select(Encode)];

    public static void Read(byte[] bytes)
    {
        var reader = new CborReader(bytes);
        reader.ReadArrayHeader(2);
        var form = reader.ReadUInt32();
        _ = form < Forms.Length ? Forms[form].Read(ref reader) : reader.SkipValue().Length;
        reader.EnsureEnd();
    }

    private static byte[] Encode(int form)
    {
        var writer = new CborWriter(new byte[512]);
        writer.WriteArrayHeader(2);
        writer.WriteUInt32((uint)form);
        Forms[form].Write(ref writer);
        return writer.Written.ToArray();
    }

    private sealed record Form(WriteForm Write, ReadForm Read);
}
