using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using Scuttlegen.Json;
using Scuttlegen.Wire;

namespace Scuttlegen.Crdt;

/// <summary>
/// The name of one change to one CRDT: the source that made it, the source's update that it was made in, and its number within that update.
/// No two changes to one CRDT share a dot. Ordered by source, sequence, number.
/// </summary>
/// <remarks>
/// <para>
/// A source makes the dots of one CRDT in ascending order and may skip any: an update that makes no dot leaves a hole, and nothing
/// in the numbers tells a hole from a dot that was not seen yet. How contexts stay compact all the same is told at the mutators that take a dot.
/// </para>
/// <para>
/// In a reducer: <c>Dot.From(context)</c>, with <c>n</c> = 0, 1, 2, … for several changes to one CRDT by one action. Alone: keep a counter per replica and use it as sequence.
/// </para>
/// <para>P. S. Almeida et al., "Scalable and Accurate Causality Tracking for Eventually Consistent Stores", DAIS 2014 (there: a pair of replica and counter).</para>
/// </remarks>
/// <param name="Source">Who made the change.</param>
/// <param name="Sequence">The place of the update in its source's feed, from 1.</param>
/// <param name="N">The number of the change within the update, from 0.</param>
[JsonConverter(typeof(TextJsonConverter<Dot>))]
public readonly record struct Dot(Source Source, ulong Sequence, uint N) : IComparable<Dot>, ISpanParsable<Dot>, ICborCodec<Dot>
{
    internal const int ItemCount = 3;

    /// <summary>The dot's place on the line of its source's dots: one number, so that spans of dots are spans of integers.</summary>
    internal UInt128 Position => ToPosition(Sequence, N);

    /// <summary>The dot of the update that is being reduced.</summary>
    /// <param name="context">The context of the running reducer.</param>
    /// <param name="n">
    /// The number of the change within the update. Give every change that one update makes to one CRDT its own number, ascending from 0: of two adds under
    /// one dot the second is taken for a repetition of the first, and does nothing.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> is <see langword="null"/>.</exception>
    public static Dot From(ReplayContext context, uint n = 0)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new Dot(context.Source, context.Sequence, n);
    }

    /// <inheritdoc/>
    public static int GetMaxSize(Dot value) => 1 + 2 + Source.Size + 9 + 5;

    /// <summary>Writes <c>[source, sequence, n]</c>, the source as a byte string.</summary>
    /// <inheritdoc/>
    public static void Write(ref CborWriter writer, Dot value)
    {
        writer.WriteArrayHeader(ItemCount);
        writer.WriteSource(value.Source);
        writer.WriteUInt64(value.Sequence);
        writer.WriteUInt32(value.N);
    }

    /// <inheritdoc/>
    public static Dot Read(ref CborReader reader)
    {
        reader.ReadArrayHeader(ItemCount);
        return ReadItems(ref reader);
    }

    /// <summary>Reads what follows the head.</summary>
    internal static Dot ReadItems(ref CborReader reader)
    {
        var source = reader.ReadSource();
        var start = reader.Position;
        var sequence = reader.ReadUInt64();
        if (sequence == 0) Refuse.OutOfRange(start, "Sequences begin at 1");
        return new Dot(source, sequence, reader.ReadUInt32());
    }

    /// <inheritdoc/>
    public int CompareTo(Dot other)
    {
        var order = Source.CompareTo(other.Source);
        return order != 0 ? order : Position.CompareTo(other.Position);
    }

    /// <summary><c>&lt;source&gt;:&lt;sequence&gt;.&lt;n&gt;</c>, the source in full.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Source}:{Sequence}.{N}");

    /// <summary>Parses the form that <see cref="ToString()"/> gives.</summary>
    /// <exception cref="FormatException">The text has another form.</exception>
    public static Dot Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => TryParse(s, provider, out var result)
        ? result
        : throw new FormatException("A dot has the form <source>:<sequence>.<n>, its sequence from 1.");

    /// <summary>Parses the form that <see cref="ToString()"/> gives.</summary>
    /// <exception cref="FormatException">The text has another form.</exception>
    public static Dot Parse(string s, IFormatProvider? provider) => Parse(s.AsSpan(), provider);

    /// <summary>Parses the form that <see cref="ToString()"/> gives.</summary>
    /// <exception cref="FormatException">The text has another form.</exception>
    public static Dot Parse(string s) => Parse(s.AsSpan(), null);

    /// <summary>Parses the form that <see cref="ToString()"/> gives.</summary>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out Dot result)
    {
        result = default;
        var colon = s.IndexOf(':');
        if (colon < 0 || !Source.TryParse(s[..colon], provider, out var source)) return false;
        var numbers = s[(colon + 1)..];
        var point = numbers.IndexOf('.');
        if (point < 0 || !ulong.TryParse(numbers[..point], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) || sequence == 0) return false;
        if (!uint.TryParse(numbers[(point + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var n)) return false;
        result = new Dot(source, sequence, n);
        return true;
    }

    /// <summary>Parses the form that <see cref="ToString()"/> gives.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Dot result) =>
        TryParse(s.AsSpan(), provider, out result);

    /// <summary>Whether <paramref name="left"/> comes first.</summary>
    public static bool operator <(Dot left, Dot right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> comes first or is the same.</summary>
    public static bool operator <=(Dot left, Dot right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> comes last.</summary>
    public static bool operator >(Dot left, Dot right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> comes last or is the same.</summary>
    public static bool operator >=(Dot left, Dot right) => left.CompareTo(right) >= 0;

    internal static UInt128 ToPosition(ulong sequence, uint n) => new(sequence >> 32, (sequence << 32) | n);

    /// <summary>Refuses the dot that no source can have made, <c>default</c> above all.</summary>
    internal void Validate(string parameterName)
    {
        if (Sequence == 0) throw new ArgumentOutOfRangeException(parameterName, "A dot's sequence begins at 1.");
    }
}
