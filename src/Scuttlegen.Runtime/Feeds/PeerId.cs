using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Scuttlegen.Json;

namespace Scuttlegen;

/// <summary>
/// The identity of a peer: 32 bytes, an Ed25519 public key, or random bytes where a store allows unsigned feeds. Ordered bytewise.
/// </summary>
[JsonConverter(typeof(TextJsonConverter<PeerId>))]
public readonly struct PeerId : IEquatable<PeerId>, IComparable<PeerId>, ISpanParsable<PeerId>, IFormattable
{
    /// <summary>The length of a peer's identity, in bytes.</summary>
    public const int Size = 32;

    // Four big-endian words, so that comparing words compares bytes.
    private readonly ulong _a, _b, _c, _d;

    /// <summary>Creates an identity from its bytes.</summary>
    /// <exception cref="ArgumentException"><paramref name="bytes"/> is not <see cref="Size"/> bytes long.</exception>
    public PeerId(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size) throw new ArgumentException($"A peer id has {Size} bytes, not {bytes.Length}.", nameof(bytes));
        _a = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        _b = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        _c = BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]);
        _d = BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]);
    }

    /// <summary>A new identity of 32 cryptographically random bytes.</summary>
    public static PeerId NewRandom()
    {
        Span<byte> bytes = stackalloc byte[Size];
        RandomNumberGenerator.Fill(bytes);
        return new PeerId(bytes);
    }

    /// <summary>Writes the identity's bytes to the start of <paramref name="destination"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="destination"/> is shorter than <see cref="Size"/>.</exception>
    public void CopyTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, _a);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], _b);
        BinaryPrimitives.WriteUInt64BigEndian(destination[16..], _c);
        BinaryPrimitives.WriteUInt64BigEndian(destination[24..], _d);
    }

    /// <inheritdoc/>
    public int CompareTo(PeerId other)
    {
        var order = _a.CompareTo(other._a);
        if (order == 0) order = _b.CompareTo(other._b);
        if (order == 0) order = _c.CompareTo(other._c);
        return order != 0 ? order : _d.CompareTo(other._d);
    }

    /// <inheritdoc/>
    public bool Equals(PeerId other) => _a == other._a && _b == other._b && _c == other._c && _d == other._d;

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is PeerId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_a, _b, _c, _d);

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public override string ToString() => $"{_a:x16}{_b:x16}{_c:x16}{_d:x16}";

    /// <summary>Formats the identity.</summary>
    /// <param name="format"><c>"S"</c>: the first 8 digits, for people; <c>"G"</c>, empty or <see langword="null"/>: all 64.</param>
    /// <param name="formatProvider">Ignored: the form is the same in every culture.</param>
    /// <exception cref="FormatException"><paramref name="format"/> is something else.</exception>
    public string ToString(string? format, IFormatProvider? formatProvider) => format switch
    {
        null or "" or "G" => ToString(),
        "S" => $"{_a >> 32:x8}",
        _ => throw new FormatException($"A peer id has the formats \"G\" and \"S\", not \"{format}\"."),
    };

    /// <summary>Parses 64 hexadecimal digits.</summary>
    /// <exception cref="FormatException">The text has another form.</exception>
    public static PeerId Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => TryParse(s, provider, out var result)
        ? result
        : throw new FormatException($"A peer id has {2 * Size} hexadecimal digits.");

    /// <summary>Parses 64 hexadecimal digits.</summary>
    /// <exception cref="FormatException">The text has another form.</exception>
    public static PeerId Parse(string s, IFormatProvider? provider) => Parse(s.AsSpan(), provider);

    /// <summary>Parses 64 hexadecimal digits.</summary>
    /// <exception cref="FormatException">The text has another form.</exception>
    public static PeerId Parse(string s) => Parse(s.AsSpan(), null);

    /// <summary>Parses 64 hexadecimal digits.</summary>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out PeerId result)
    {
        result = default;
        Span<byte> bytes = stackalloc byte[Size];
        if (s.Length != 2 * Size || Convert.FromHexString(s, bytes, out _, out _) != System.Buffers.OperationStatus.Done) return false;
        result = new PeerId(bytes);
        return true;
    }

    /// <summary>Parses 64 hexadecimal digits.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out PeerId result) =>
        TryParse(s.AsSpan(), provider, out result);

    /// <summary>Whether both are the same identity.</summary>
    public static bool operator ==(PeerId left, PeerId right) => left.Equals(right);

    /// <summary>Whether they are different identities.</summary>
    public static bool operator !=(PeerId left, PeerId right) => !left.Equals(right);

    /// <summary>Whether <paramref name="left"/> comes first.</summary>
    public static bool operator <(PeerId left, PeerId right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> comes first or is the same.</summary>
    public static bool operator <=(PeerId left, PeerId right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> comes last.</summary>
    public static bool operator >(PeerId left, PeerId right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> comes last or is the same.</summary>
    public static bool operator >=(PeerId left, PeerId right) => left.CompareTo(right) >= 0;
}
