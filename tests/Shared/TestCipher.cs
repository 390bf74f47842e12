using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Scuttlegen.Tests;

/// <summary>
/// A cipher for tests that encrypt much: a stream and a tag of hashes, under keys that everybody could work out from their ids. Nonces come from a seed. Fast, and enough where attackers keep to the rule that they use
/// no key that they were not given.
/// </summary>
internal sealed class TestCipher : IRoomCipher
{
    private readonly HashSet<RoomKeyId> _held = [];
    private readonly Random _random;

    /// <param name="seed">Decides the nonces.</param>
    /// <param name="keys">The keys that are held; the first is the current one.</param>
    public TestCipher(int seed, params IEnumerable<int> keys)
    {
        _random = new Random(seed);
        foreach (var key in keys) _held.Add(KeyOf(key));
        CurrentKey = KeyOf(keys.First());
    }

    public event EventHandler? KeyAdded;

    public RoomKeyId CurrentKey { get; private set; }

    /// <summary>Holds every key: for those who test.</summary>
    public bool HoldsAll { get; init; }

    public static RoomKeyId KeyOf(int number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return RoomKeyId.Of(bytes);
    }

    public void Add(int key)
    {
        if (_held.Add(KeyOf(key))) KeyAdded?.Invoke(this, EventArgs.Empty);
    }

    public void Rotate(int key)
    {
        Add(key);
        CurrentKey = KeyOf(key);
    }

    public bool Holds(RoomKeyId key) => HoldsAll || _held.Contains(key);

    public void DrawNonce(Span<byte> nonce) => _random.NextBytes(nonce);

    public void Encrypt(RoomKeyId key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> plaintext, Span<byte> ciphertext)
    {
        if (!Holds(key)) throw new ArgumentException($"The key {key} is not held.", nameof(key));
        var body = ciphertext[..plaintext.Length];
        Xor(key, nonce, plaintext, body);
        Tag(key, nonce, associatedData, body, ciphertext[plaintext.Length..]);
    }

    public bool TryDecrypt(RoomKeyId key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> ciphertext, Span<byte> plaintext)
    {
        if (!Holds(key)) throw new ArgumentException($"The key {key} is not held.", nameof(key));
        Span<byte> tag = stackalloc byte[IRoomCipher.TagSize];
        Tag(key, nonce, associatedData, ciphertext[..^IRoomCipher.TagSize], tag);
        if (!tag.SequenceEqual(ciphertext[^IRoomCipher.TagSize..])) return false;
        Xor(key, nonce, ciphertext[..^IRoomCipher.TagSize], plaintext);
        return true;
    }

    public void Dispose()
    {
    }

    private static void Xor(RoomKeyId key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> input, Span<byte> output)
    {
        Span<byte> block = stackalloc byte[SHA256.HashSizeInBytes], seed = stackalloc byte[RoomKeyId.Size + IRoomCipher.NonceSize + sizeof(int)];
        key.CopyTo(seed);
        nonce.CopyTo(seed[RoomKeyId.Size..]);
        for (var i = 0; i < input.Length; i++)
        {
            if (i % block.Length == 0)
            {
                BinaryPrimitives.WriteInt32BigEndian(seed[^sizeof(int)..], i);
                SHA256.HashData(seed, block);
            }

            output[i] = (byte)(input[i] ^ block[i % block.Length]);
        }
    }

    private static void Tag(RoomKeyId key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> ciphertext, Span<byte> tag)
    {
        var input = new byte[RoomKeyId.Size + nonce.Length + sizeof(int) + associatedData.Length + ciphertext.Length];
        var rest = input.AsSpan();
        key.CopyTo(rest);
        nonce.CopyTo(rest = rest[RoomKeyId.Size..]);
        BinaryPrimitives.WriteInt32BigEndian(rest = rest[nonce.Length..], associatedData.Length);
        associatedData.CopyTo(rest = rest[sizeof(int)..]);
        ciphertext.CopyTo(rest[associatedData.Length..]);
        SHA256.HashData(input).AsSpan(0, IRoomCipher.TagSize).CopyTo(tag);
    }
}
