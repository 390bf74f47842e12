using System.Buffers.Binary;
using System.Security.Cryptography;
using NSec.Cryptography;

namespace NATS.NKeys;

/// <summary>
/// An NKey pair: an Ed25519 key whose text form says what it is for (user, account, …) and carries a checksum. What
/// <c>NATS.Client.Core</c> needs to answer a server's nonce, and no more.
/// </summary>
public sealed class KeyPair : IDisposable
{
    // Chosen by the NKeys specification so that the first base32 letter of a seed is S.
    private const int SeedPrefix = 18 << 3;

    // The role's letter is its place in the base32 alphabet: A is 0, C is 2, N 13, O 14, U 20.
    private const byte AccountRole = 0;
    private const byte ClusterRole = 2 << 3;
    private const byte ServerRole = 13 << 3;
    private const byte OperatorRole = 14 << 3;
    private const byte UserRole = 20 << 3;

    private const int SeedSize = 32;
    private const int ChecksumSize = 2;

    private readonly Key _key;
    private readonly byte _role;

    private KeyPair(Key key, byte role)
    {
        _key = key;
        _role = role;
    }

    /// <summary>Reads a seed: 58 letters and digits that begin with S, then the role's letter: U(ser), A(ccount), O(perator), N (server) or C(luster).</summary>
    /// <exception cref="NKeysException">It has another length or alphabet, a wrong checksum, an unknown role, or is no seed.</exception>
    public static KeyPair FromSeed(ReadOnlySpan<char> seed)
    {
        Span<byte> bytes = stackalloc byte[2 + SeedSize + ChecksumSize];
        try
        {
            if (!Base32.TryDecode(seed, bytes)) throw new NKeysException("A seed is 58 base32 letters and digits (A to Z, 2 to 7).");
            var body = bytes[..^ChecksumSize];
            if (Crc16.Compute(body) != BinaryPrimitives.ReadUInt16LittleEndian(bytes[^ChecksumSize..])) throw new NKeysException("The seed's checksum is wrong: it was mistyped or cut.");
            if ((body[0] & 0b1111_1000) != SeedPrefix) throw new NKeysException("This is no seed: seeds begin with S.");

            // The role's five bits straddle the first two bytes, so that they show as the second letter.
            var role = (byte)(((body[0] & 0b111) << 5) | ((body[1] & 0b1111_1000) >> 3));
            if (role is not (UserRole or AccountRole or OperatorRole or ServerRole or ClusterRole)) throw new NKeysException("The seed's role is none that signs: user, account, operator, server or cluster.");
            return new KeyPair(Key.Import(SignatureAlgorithm.Ed25519, body[2..], KeyBlobFormat.RawPrivateKey), role);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    /// <summary>The public key's text: 56 letters and digits that begin with the role's letter.</summary>
    public string GetPublicKey()
    {
        Span<byte> bytes = stackalloc byte[1 + SeedSize + ChecksumSize];
        bytes[0] = _role;
        _key.PublicKey.Export(KeyBlobFormat.RawPublicKey).CopyTo(bytes[1..]);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[^ChecksumSize..], Crc16.Compute(bytes[..^ChecksumSize]));
        return Base32.Encode(bytes);
    }

    /// <summary>Writes the Ed25519 signature of <paramref name="message"/>, 64 bytes, to the start of <paramref name="signature"/>.</summary>
    /// <exception cref="ArgumentException"><paramref name="signature"/> is shorter.</exception>
    /// <exception cref="ObjectDisposedException">The pair was disposed.</exception>
    public void Sign(ReadOnlyMemory<byte> message, Memory<byte> signature)
    {
        var size = SignatureAlgorithm.Ed25519.SignatureSize;
        if (signature.Length < size) throw new ArgumentException($"A signature takes {size} bytes, not {signature.Length}.", nameof(signature));
        SignatureAlgorithm.Ed25519.Sign(_key, message.Span, signature.Span[..size]);
    }

    /// <summary>Erases the private key from memory.</summary>
    public void Dispose() => _key.Dispose();
}
