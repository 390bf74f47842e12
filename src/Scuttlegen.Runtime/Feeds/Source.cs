using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Scuttlegen.Json;

namespace Scuttlegen;

/// <summary>
/// The author of one feed: a peer, and one incarnation of it. A peer that lost what it had published goes on under a new
/// incarnation, so that it never re-uses a sequence. Ordered by peer, then incarnation.
/// </summary>
/// <param name="Peer">Who wrote the feed.</param>
/// <param name="Incarnation">64 random bits, new whenever the peer cannot go on with its previous feed.</param>
[JsonConverter(typeof(TextJsonConverter<Source>))]
public readonly record struct Source(PeerId Peer, ulong Incarnation) : IComparable<Source>, ISpanParsable<Source>, IFormattable
{
    /// <summary>The length of a source's bytes: the peer's, then the incarnation, big-endian.</summary>
    public const int Size = PeerId.Size + sizeof(ulong);

    /// <summary>Creates a source from its bytes.</summary>
    /// <exception cref="ArgumentException"><paramref name="bytes"/> is not <see cref="Size"/> bytes long.</exception>
    public Source(ReadOnlySpan<byte> bytes)
        : this(
            new PeerId(bytes.Length == Size ? bytes[..PeerId.Size] : throw new ArgumentException($"A source has {Size} bytes, not {bytes.Length}.", nameof(bytes))),
            BinaryPrimitives.ReadUInt64BigEndian(bytes[PeerId.Size..]))
    {
    }

    /// <summary>A new incarnation of <paramref name="peer"/>, of 64 cryptographically random bits.</summary>
    public static Source NewIncarnation(PeerId peer)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        RandomNumberGenerator.Fill(bytes);
        return new Source(peer, BinaryPrimitives.ReadUInt64BigEndian(bytes));
    }

    /// <summary>Writes the source's bytes to the start of <paramref name="destination"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="destination"/> is shorter than <see cref="Size"/>.</exception>
    public void CopyTo(Span<byte> destination)
    {
        Peer.CopyTo(destination);
        BinaryPrimitives.WriteUInt64BigEndian(destination[PeerId.Size..], Incarnation);
    }

    /// <inheritdoc/>
    public int CompareTo(Source other)
    {
        var order = Peer.CompareTo(other.Peer);
        return order != 0 ? order : Incarnation.CompareTo(other.Incarnation);
    }

    /// <summary><c>&lt;64 hexadecimal digits of the peer&gt;.&lt;16 of the incarnation&gt;</c>.</summary>
    public override string ToString() => $"{Peer}.{Incarnation:x16}";

    /// <summary>Formats the source.</summary>
    /// <param name="format"><c>"S"</c>: 8 digits of the peer, a dot and 4 of the incarnation, for people; <c>"G"</c>, empty or <see langword="null"/>: in full.</param>
    /// <param name="formatProvider">Ignored: the form is the same in every culture.</param>
    /// <exception cref="FormatException"><paramref name="format"/> is something else.</exception>
    public string ToString(string? format, IFormatProvider? formatProvider) => format switch
    {
        null or "" or "G" => ToString(),
        "S" => $"{Peer.ToString("S", null)}.{Incarnation >> 48:x4}",
        _ => throw new FormatException($"A source has the formats \"G\" and \"S\", not \"{format}\"."),
    };

    /// <summary>Parses the full form that <see cref="ToString()"/> gives.</summary>
    /// <exception cref="FormatException">The text has another form.</exception>
    public static Source Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => TryParse(s, provider, out var result)
        ? result
        : throw new FormatException("A source has the form <64 hexadecimal digits>.<16 hexadecimal digits>.");

    /// <summary>Parses the full form that <see cref="ToString()"/> gives.</summary>
    /// <exception cref="FormatException">The text has another form.</exception>
    public static Source Parse(string s, IFormatProvider? provider) => Parse(s.AsSpan(), provider);

    /// <summary>Parses the full form that <see cref="ToString()"/> gives.</summary>
    /// <exception cref="FormatException">The text has another form.</exception>
    public static Source Parse(string s) => Parse(s.AsSpan(), null);

    /// <summary>Parses the full form that <see cref="ToString()"/> gives.</summary>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out Source result)
    {
        const int peerDigits = 2 * PeerId.Size;
        result = default;
        if (s.Length != peerDigits + 1 + 16 || s[peerDigits] != '.') return false;
        if (!PeerId.TryParse(s[..peerDigits], provider, out var peer)) return false;
        if (!ulong.TryParse(s[(peerDigits + 1)..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var incarnation)) return false;
        result = new Source(peer, incarnation);
        return true;
    }

    /// <summary>Parses the full form that <see cref="ToString()"/> gives.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Source result) =>
        TryParse(s.AsSpan(), provider, out result);

    /// <summary>Whether <paramref name="left"/> comes first.</summary>
    public static bool operator <(Source left, Source right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> comes first or is the same.</summary>
    public static bool operator <=(Source left, Source right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> comes last.</summary>
    public static bool operator >(Source left, Source right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> comes last or is the same.</summary>
    public static bool operator >=(Source left, Source right) => left.CompareTo(right) >= 0;
}
