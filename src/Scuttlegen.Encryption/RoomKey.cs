using System.Security.Cryptography;
using NSec.Cryptography;

namespace Scuttlegen.Encryption;

/// <summary>
/// A key that the members of a room share: whoever has it reads what is encrypted with it. Held in memory that libsodium guards, locks where the system allows it, and wipes when the key is disposed; no text
/// form shows it. How it gets to the members is theirs to see to.
/// </summary>
public sealed class RoomKey : IDisposable
{
    /// <summary>The length of an exported key, in bytes.</summary>
    public const int Size = 32;

    private readonly Key _key;

    private RoomKey(Key key)
    {
        _key = key;
        Span<byte> bytes = stackalloc byte[Size];
        Export(bytes);
        Id = RoomKeyId.Of(bytes);
        CryptographicOperations.ZeroMemory(bytes);
    }

    /// <summary>What batches name it by. It tells nothing of a random key.</summary>
    public RoomKeyId Id { get; }

    internal static AeadAlgorithm Algorithm => AeadAlgorithm.XChaCha20Poly1305;

    internal Key Key => _key;

    /// <summary>A new random key.</summary>
    public static RoomKey Create() => new(Key.Create(Algorithm, Parameters));

    /// <summary>
    /// The key that <see cref="Export"/> gave on another machine, or that a key exchange did. The bytes must be random, or as good as: a password is no key, for whoever sees a batch can try guesses. The caller
    /// wipes <paramref name="key"/>.
    /// </summary>
    /// <param name="key"><see cref="Size"/> bytes.</param>
    /// <exception cref="ArgumentException"><paramref name="key"/> is not <see cref="Size"/> bytes long.</exception>
    public static RoomKey Import(ReadOnlySpan<byte> key)
    {
        if (key.Length != Size) throw new ArgumentException($"A room key has {Size} bytes, not {key.Length}.", nameof(key));
        return new RoomKey(Key.Import(Algorithm, key, KeyBlobFormat.RawSymmetricKey, Parameters));
    }

    /// <summary>Writes the key to the start of <paramref name="key"/>. Whoever has these bytes reads the room: wipe them after use (<see cref="CryptographicOperations.ZeroMemory"/>).</summary>
    /// <param name="key">Takes <see cref="Size"/> bytes.</param>
    /// <exception cref="ArgumentException"><paramref name="key"/> is shorter than <see cref="Size"/>.</exception>
    /// <exception cref="ObjectDisposedException">The key was disposed.</exception>
    public void Export(Span<byte> key)
    {
        if (key.Length < Size) throw new ArgumentException($"A room key has {Size} bytes; there is room for {key.Length}.", nameof(key));
        if (!_key.TryExport(KeyBlobFormat.RawSymmetricKey, key, out _)) throw new ArgumentException($"A room key has {Size} bytes.", nameof(key));
    }

    /// <summary>Wipes the key.</summary>
    public void Dispose() => _key.Dispose();

    /// <summary>The key's id; nothing of the key.</summary>
    public override string ToString() => Id.ToString();

    private static KeyCreationParameters Parameters => new() { ExportPolicy = KeyExportPolicies.AllowPlaintextExport };
}
