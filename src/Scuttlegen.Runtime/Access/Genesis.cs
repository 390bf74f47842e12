using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Scuttlegen.Wire;

namespace Scuttlegen;

/// <summary>
/// What a store begins with: who owns it. The store's id is a hash over it (<see cref="StoreId.Create(string, string, Genesis)"/>), so peers that opened with another genesis never meet, and nobody can put
/// another owner in its place.
/// </summary>
/// <remarks>
/// <para>
/// The owner creates it once and hands it to whomever is to take part, as the text that <see cref="ToString"/> gives or as its <see cref="Bytes"/>: it is an invitation. It is no secret, and gives no rights: what
/// these are is for <see cref="AccessControl"/> to say. That the one who hands it over means the store one expects is for people to see to, as with any invitation.
/// </para>
/// <para>
/// The bytes are the canonical CBOR of <c>["scuttlegen genesis 1", owner, nonce, name, default role]</c>; the text is <c>scuttlegen:</c> and the base64url of these bytes and the first four of their SHA-256, so
/// that a slip of the pen is noticed. Equal if the bytes are.
/// </para>
/// </remarks>
public sealed class Genesis : IEquatable<Genesis>, ISpanParsable<Genesis>
{
    /// <summary>The length of the nonce, in bytes.</summary>
    public const int NonceSize = 16;

    /// <summary>How many characters a name may have.</summary>
    public const int MaxNameLength = 64;

    private const string Format = "scuttlegen genesis 1";
    private const string Prefix = "scuttlegen:";
    private const int ChecksumSize = 4;
    private const int MaxBytes = 1 + (2 + 20) + (2 + PeerId.Size) + (1 + NonceSize) + (3 + (3 * MaxNameLength)) + 1;

    private readonly byte[] _bytes;
    private readonly byte[] _nonce;

    private Genesis(PeerId owner, ReadOnlySpan<byte> nonce, string name, AccessRole defaultRole)
    {
        (Owner, Name, DefaultRole, _nonce) = (owner, name, defaultRole, nonce.ToArray());
        var writer = new CborWriter(stackalloc byte[MaxBytes]);
        writer.WriteArrayHeader(5);
        writer.WriteString(Format);
        writer.WritePeerId(owner);
        writer.WriteBytes(nonce);
        writer.WriteString(name);
        writer.WriteUInt32((uint)defaultRole);
        _bytes = writer.Written.ToArray();
    }

    /// <summary>Who may do everything from the beginning on: an Ed25519 public key.</summary>
    public PeerId Owner { get; }

    /// <summary>What tells apart the stores of one owner: <see cref="NonceSize"/> bytes.</summary>
    public ReadOnlyMemory<byte> Nonce => _nonce;

    /// <summary>A name for people; at most <see cref="MaxNameLength"/> characters, and empty if nobody gave one.</summary>
    public string Name { get; }

    /// <summary>The role of every peer that was given none; never <see cref="AccessRole.Owner"/>.</summary>
    public AccessRole DefaultRole { get; }

    /// <summary>The canonical bytes.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <summary>Begins a new store.</summary>
    /// <param name="owner">Whose store it is: the peer id of a key that only the owner has.</param>
    /// <param name="name">A name for people.</param>
    /// <param name="defaultRole">
    /// The role of every peer that was given none: <see cref="AccessRole.None"/> and <see cref="AccessRole.Reader"/> close the store to all but those whom owners let in; with <see cref="AccessRole.Writer"/>
    /// everybody writes, and who is shut out comes back under a new key.
    /// </param>
    /// <param name="nonce"><see cref="NonceSize"/> bytes, so that the same arguments give the same store; empty, the default, draws cryptographically random ones.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="owner"/> is the default, which is no key; <paramref name="name"/> is too long or holds a lone surrogate; or <paramref name="nonce"/> has another length.
    /// </exception>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="defaultRole"/> is <see cref="AccessRole.Owner"/>, or no role.</exception>
    public static Genesis Create(PeerId owner, string name = "", AccessRole defaultRole = AccessRole.None, ReadOnlySpan<byte> nonce = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (owner == default) throw new ArgumentException("An owner has a key: give its peer id, not the default.", nameof(owner));
        if (!nonce.IsEmpty && nonce.Length != NonceSize) throw new ArgumentException($"A nonce has {NonceSize} bytes, not {nonce.Length}.", nameof(nonce));
        if (name.Length > MaxNameLength) throw new ArgumentException($"A name has at most {MaxNameLength} characters, not {name.Length}.", nameof(name));
        if (defaultRole is not (AccessRole.None or AccessRole.Reader or AccessRole.Writer))
            throw new ArgumentOutOfRangeException(nameof(defaultRole), defaultRole, "Everybody's role is None, Reader or Writer.");
        try
        {
            return new Genesis(owner, nonce.IsEmpty ? RandomNumberGenerator.GetBytes(NonceSize) : nonce, name, defaultRole);
        }
        catch (WireFormatException surrogate)
        {
            throw new ArgumentException("The name holds a lone surrogate.", nameof(name), surrogate);
        }
    }

    /// <summary>Reads a genesis from its bytes.</summary>
    /// <exception cref="WireFormatException">They are not the canonical bytes of a genesis, or of one that a newer version made.</exception>
    public static Genesis FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaxBytes) throw new WireFormatException(WireFormatError.TooLarge, 0, $"A genesis has at most {MaxBytes} bytes, not {bytes.Length}");
        var reader = new CborReader(bytes);
        reader.ReadArrayHeader(5);
        var start = reader.Position;
        if (reader.ReadString() is var format && format != Format) throw Refuse(start, $"This is '{format}', and this version knows '{Format}' only");
        start = reader.Position;
        var owner = reader.ReadPeerId();
        if (owner == default) throw Refuse(start, "An owner of 32 zero bytes is no key");
        start = reader.Position;
        var nonce = reader.ReadBytes();
        if (nonce.Length != NonceSize) throw Refuse(start, $"A nonce has {NonceSize} bytes, not {nonce.Length}");
        start = reader.Position;
        var name = reader.ReadString();
        if (name.Length > MaxNameLength) throw Refuse(start, $"A name has at most {MaxNameLength} characters, not {name.Length}");
        var defaultRole = AccessControl.ReadRole(ref reader, AccessRole.Writer);
        reader.EnsureEnd();
        return new Genesis(owner, nonce, name, defaultRole);
    }

    /// <summary>Reads the text that <see cref="ToString"/> gives.</summary>
    /// <exception cref="FormatException">It is no such text, or was not copied faithfully.</exception>
    public static Genesis Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out var genesis) ? genesis : throw new FormatException($"An invitation is '{Prefix}' and what follows it, all of it and unchanged; this text is none.");

    static Genesis IParsable<Genesis>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static Genesis ISpanParsable<Genesis>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<Genesis>.TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out Genesis result) => TryParse(s, out result);

    static bool ISpanParsable<Genesis>.TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, [MaybeNullWhen(false)] out Genesis result) => TryParse(s, out result);

    /// <summary>Reads the text that <see cref="ToString"/> gives, if it is such a text.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out Genesis? result)
    {
        result = null;
        Span<byte> bytes = stackalloc byte[MaxBytes + ChecksumSize + 2];
        if (!text.StartsWith(Prefix, StringComparison.Ordinal) || Base64Url.GetMaxDecodedLength(text.Length - Prefix.Length) > bytes.Length) return false;
        if (!Base64Url.IsValid(text[Prefix.Length..]) || !Base64Url.TryDecodeFromChars(text[Prefix.Length..], bytes, out var length) || length <= ChecksumSize) return false;
        var content = bytes[..(length - ChecksumSize)];
        if (!SHA256.HashData(content).AsSpan(0, ChecksumSize).SequenceEqual(bytes[content.Length..length])) return false;
        Genesis read;
        try
        {
            read = FromBytes(content);
        }
        catch (WireFormatException)
        {
            return false;
        }

        // The decoder also takes padding, white space and stray bits: there is one text for each genesis.
        if (text.SequenceEqual(read.ToString())) result = read;
        return result is not null;
    }

    /// <summary>The text to hand on: <c>scuttlegen:</c> and some 110 characters, all of them letters, digits, <c>-</c> and <c>_</c>.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[MaxBytes + ChecksumSize];
        _bytes.CopyTo(bytes);
        SHA256.HashData(_bytes).AsSpan(0, ChecksumSize).CopyTo(bytes[_bytes.Length..]);
        return Prefix + Base64Url.EncodeToString(bytes[..(_bytes.Length + ChecksumSize)]);
    }

    /// <inheritdoc/>
    public bool Equals([NotNullWhen(true)] Genesis? other) => other is not null && _bytes.AsSpan().SequenceEqual(other._bytes);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as Genesis);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Owner, BitConverter.ToUInt64(_nonce));

    private static WireFormatException Refuse(int offset, string detail) => new(WireFormatError.OutOfRange, offset, detail);
}
