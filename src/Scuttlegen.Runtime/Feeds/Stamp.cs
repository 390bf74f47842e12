using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using Scuttlegen.Json;

namespace Scuttlegen;

/// <summary>
/// The place of an update in the one order that every peer agrees on: logical time first, then source.
/// (L. Lamport, "Time, Clocks, and the Ordering of Events in a Distributed System", 1978.)
/// </summary>
/// <param name="Time">The logical time: a Lamport clock, from 1; no relation to wall-clock time.</param>
/// <param name="Source">The author of the update's feed.</param>
[JsonConverter(typeof(TextJsonConverter<Stamp>))]
public readonly record struct Stamp(ulong Time, Source Source) : IComparable<Stamp>, ISpanParsable<Stamp>, IFormattable
{
    /// <inheritdoc/>
    public int CompareTo(Stamp other)
    {
        var order = Time.CompareTo(other.Time);
        return order != 0 ? order : Source.CompareTo(other.Source);
    }

    /// <summary><c>&lt;logical time&gt;-&lt;source&gt;</c>.</summary>
    public override string ToString() => ToString(null, null);

    /// <summary>Formats the stamp as <c>&lt;logical time&gt;-&lt;source&gt;</c>.</summary>
    /// <param name="format">The format of the source: <c>"S"</c> short, for people; <c>"G"</c>, empty or <see langword="null"/> in full.</param>
    /// <param name="formatProvider">Ignored: the form is the same in every culture.</param>
    /// <exception cref="FormatException"><paramref name="format"/> is something else.</exception>
    public string ToString(string? format, IFormatProvider? formatProvider) =>
        string.Create(CultureInfo.InvariantCulture, $"{Time}-{Source.ToString(format, null)}");

    /// <summary>Parses the full form that <see cref="ToString()"/> gives.</summary>
    /// <exception cref="FormatException">The text has another form.</exception>
    public static Stamp Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => TryParse(s, provider, out var result)
        ? result
        : throw new FormatException("A stamp has the form <logical time>-<source>.");

    /// <summary>Parses the full form that <see cref="ToString()"/> gives.</summary>
    /// <exception cref="FormatException">The text has another form.</exception>
    public static Stamp Parse(string s, IFormatProvider? provider) => Parse(s.AsSpan(), provider);

    /// <summary>Parses the full form that <see cref="ToString()"/> gives.</summary>
    /// <exception cref="FormatException">The text has another form.</exception>
    public static Stamp Parse(string s) => Parse(s.AsSpan(), null);

    /// <summary>Parses the full form that <see cref="ToString()"/> gives.</summary>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out Stamp result)
    {
        result = default;
        var dash = s.IndexOf('-');
        if (dash < 1 || !ulong.TryParse(s[..dash], NumberStyles.None, CultureInfo.InvariantCulture, out var time)) return false;
        if (!Source.TryParse(s[(dash + 1)..], provider, out var source)) return false;
        result = new Stamp(time, source);
        return true;
    }

    /// <summary>Parses the full form that <see cref="ToString()"/> gives.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Stamp result) =>
        TryParse(s.AsSpan(), provider, out result);

    /// <summary>Whether <paramref name="left"/> comes first.</summary>
    public static bool operator <(Stamp left, Stamp right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> comes first or is the same.</summary>
    public static bool operator <=(Stamp left, Stamp right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> comes last.</summary>
    public static bool operator >(Stamp left, Stamp right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> comes last or is the same.</summary>
    public static bool operator >=(Stamp left, Stamp right) => left.CompareTo(right) >= 0;
}
