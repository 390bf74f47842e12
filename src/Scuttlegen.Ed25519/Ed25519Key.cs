using System.Security.Cryptography;
using NSec.Cryptography;

namespace Scuttlegen.Ed25519;

/// <summary>
/// The private key of a peer, whose public half is its <see cref="PeerId"/> (RFC 8032). Held in memory that libsodium guards, locks where the system allows it, and wipes when the key is disposed; no
/// text form shows it.
/// </summary>
public sealed class Ed25519Key : IDisposable
{
    /// <summary>The length of an exported key, in bytes: the seed of RFC 8032.</summary>
    public const int Size = 32;

    private readonly Key _key;

    private Ed25519Key(Key key)
    {
        _key = key;
        Peer = new PeerId(key.PublicKey.Export(KeyBlobFormat.RawPublicKey));
    }

    /// <summary>Who signs with it: the public key.</summary>
    public PeerId Peer { get; }

    internal Key Key => _key;

    /// <summary>A new random key.</summary>
    public static Ed25519Key Create() => new(Key.Create(SignatureAlgorithm.Ed25519, Parameters));

    /// <summary>The key that <see cref="Export"/> gave. The caller wipes <paramref name="seed"/>.</summary>
    /// <param name="seed">The seed of RFC 8032: <see cref="Size"/> bytes.</param>
    /// <exception cref="ArgumentException"><paramref name="seed"/> is not <see cref="Size"/> bytes long.</exception>
    public static Ed25519Key Import(ReadOnlySpan<byte> seed)
    {
        if (seed.Length != Size) throw new ArgumentException($"An Ed25519 key has {Size} bytes, not {seed.Length}.", nameof(seed));
        return new Ed25519Key(Key.Import(SignatureAlgorithm.Ed25519, seed, KeyBlobFormat.RawPrivateKey, Parameters));
    }

    /// <summary>Writes the key to the start of <paramref name="seed"/>. Whoever has these bytes can write in this peer's name: wipe them after use (<see cref="CryptographicOperations.ZeroMemory"/>).</summary>
    /// <param name="seed">Takes <see cref="Size"/> bytes.</param>
    /// <exception cref="ArgumentException"><paramref name="seed"/> is shorter than <see cref="Size"/>.</exception>
    /// <exception cref="ObjectDisposedException">The key was disposed.</exception>
    public void Export(Span<byte> seed)
    {
        if (seed.Length < Size) throw new ArgumentException($"An Ed25519 key has {Size} bytes; there is room for {seed.Length}.", nameof(seed));
        if (!_key.TryExport(KeyBlobFormat.RawPrivateKey, seed, out _)) throw new ArgumentException($"An Ed25519 key has {Size} bytes.", nameof(seed));
    }

    /// <summary>Wipes the key.</summary>
    public void Dispose() => _key.Dispose();

    /// <summary>The peer's id; nothing of the key.</summary>
    public override string ToString() => Peer.ToString();

    private static KeyCreationParameters Parameters => new() { ExportPolicy = KeyExportPolicies.AllowPlaintextExport };
}
