using System.Buffers.Binary;
using System.Security.Cryptography;
using Scuttlegen.Wire;

namespace Scuttlegen;

/// <summary>
/// Between bodies as they travel and the updates in them: encrypts one's own where the room has a key, and decrypts those of others. What an encrypted body holds is
/// <c>[base wall clock, [kinds…]]</c>, then the updates as ever; it is bound to the store, the source and the header, and the header to it.
/// </summary>
/// <param name="store">The store and room.</param>
/// <param name="cipher">The keys; <see langword="null"/> where there are none: then nothing is encrypted here, and what others have encrypted stays closed.</param>
internal sealed class RoomEncryption(StoreId store, IRoomCipher? cipher)
{
    /// <summary>By how much a batch grows when it is encrypted, in bytes: the extension, the tag, an empty table of kinds, a wall clock of 0, and the head of what is encrypted.</summary>
    public const int Overhead = BodyKey.ExtensionBytes + IRoomCipher.TagSize + 3;

    private const int HeadFields = 2;

    private static readonly byte[] Domain = [.. "scuttlegen body 1"u8];

    // One at a time: what was decrypted is read before the next is. Whoever judges a batch and whoever takes it then ask for the same.
    private byte[] _plaintext = [];
    private (Source Source, Batch? Batch, BatchHeader? Inner, Range Body) _opened;
    private byte[] _associated = new byte[256];

    /// <summary>Whether what is written here is encrypted.</summary>
    public bool IsOn => cipher is not null;

    /// <summary>Whether what is encrypted with that key can be read here.</summary>
    public bool Holds(RoomKeyId key) => cipher?.Holds(key) ?? false;

    /// <summary>One's own batch as it is to be stored and sent: not before its source and sequence are settled, for its body is bound to them.</summary>
    public Batch Encrypt(Source self, Batch batch)
    {
        if (cipher is null) return batch;
        Span<byte> nonce = stackalloc byte[IRoomCipher.NonceSize];
        cipher.DrawNonce(nonce);
        var key = cipher.CurrentKey;
        var header = batch.Header with { BaseWallClock = 0, Kinds = [], Key = new BodyKey(key, new BodyNonce(nonce)) };
        var headerWriter = new CborWriter(new byte[batch.HeaderBytes.Length + Overhead]);
        header.Write(ref headerWriter);

        _opened = default;
        var plaintext = new CborWriter(Plaintext(batch.Length));
        plaintext.WriteArrayHeader(HeadFields);
        plaintext.WriteUInt64((ulong)batch.Header.BaseWallClock);
        BatchHeader.WriteKinds(ref plaintext, batch.Header.Kinds);
        var length = plaintext.Length + batch.BodyBytes.Length;
        batch.BodyBytes.CopyTo(_plaintext.AsSpan(plaintext.Length));

        var ciphertext = new byte[length + IRoomCipher.TagSize];
        cipher.Encrypt(key, nonce, AssociatedData(self, headerWriter.Written), _plaintext.AsSpan(0, length), ciphertext);
        return Batch.Create(header, headerWriter.Written, ciphertext);
    }

    /// <summary>Gives a batch's updates, decrypted if need be.</summary>
    /// <param name="source">Its author.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="updates">The updates, checked if they were encrypted. Valid until the next call.</param>
    /// <param name="why">If its updates are void, because it is no encrypted batch of that key: what is wrong.</param>
    /// <exception cref="WireFormatException">The body is encrypted, and too short: its shape was not checked before.</exception>
    public Opening TryOpen(Source source, Batch batch, out BatchBody updates, out string why)
    {
        updates = batch.Updates();
        why = "";
        if (batch.Header.Key is not { } key) return Opening.Open;

        // What comes from the storage was not checked at the door.
        BatchBody.Check(batch.Header, batch.BodyBytes);
        if (!Holds(key.Id)) return Opening.Locked;
        if (_opened.Batch == batch && _opened.Source == source)
        {
            updates = new BatchBody(_opened.Inner!, _plaintext.AsSpan(_opened.Body));
            return Opening.Open;
        }

        _opened = default;
        Span<byte> nonce = stackalloc byte[IRoomCipher.NonceSize];
        key.Nonce.CopyTo(nonce);
        var plaintext = Plaintext(batch.BodyBytes.Length - IRoomCipher.TagSize);
        if (!cipher!.TryDecrypt(key.Id, nonce, AssociatedData(source, batch.HeaderBytes), batch.BodyBytes, plaintext))
        {
            why = $"its body is not what the key {key.Id} made for this place";
            return Opening.Void;
        }

        try
        {
            var inner = ReadHead(batch.Header, plaintext, out var start);
            updates = new BatchBody(inner, plaintext[start..]);
            _opened = (source, batch, inner, start..plaintext.Length);
            return Opening.Open;
        }
        catch (WireFormatException malformed)
        {
            why = $"its body, decrypted, is malformed: {malformed.Message}";
            return Opening.Void;
        }
    }

    /// <summary>Hides a state hash: in heartbeats, whoever can guess a state could check the guess by it.</summary>
    /// <returns>What to say, and the key that reveals it; the hash itself where there is none.</returns>
    public (ulong Hash, RoomKeyId? Key) Hide(ulong stateHash, ulong digest, ChainHash fingerprint, ulong missingKeys) =>
        cipher is null ? (stateHash, null) : (stateHash ^ MaskOf(cipher.CurrentKey, digest, fingerprint, missingKeys), cipher.CurrentKey);

    /// <summary>The state hash that a heartbeat hides, if its key is held here.</summary>
    public ulong? Reveal(ulong hidden, RoomKeyId? key, ulong digest, ChainHash fingerprint, ulong missingKeys) =>
        key is not { } id ? hidden : Holds(id) ? hidden ^ MaskOf(id, digest, fingerprint, missingKeys) : null;

    /// <summary>The first bytes of the key stream at a nonce of its own: peers that hold the same, lack the same keys and run the same code hide one hash with it, again and again; nobody hides another.</summary>
    private ulong MaskOf(RoomKeyId key, ulong digest, ChainHash fingerprint, ulong missingKeys)
    {
        const int domainSize = 18;
        Span<byte> input = stackalloc byte[domainSize + StoreId.Size + sizeof(ulong) + ChainHash.Size + sizeof(ulong)], hash = stackalloc byte[SHA256.HashSizeInBytes];
        "scuttlegen state 1"u8.CopyTo(input);
        store.CopyTo(input[domainSize..]);
        BinaryPrimitives.WriteUInt64BigEndian(input[(domainSize + StoreId.Size)..], digest);
        fingerprint.CopyTo(input[(domainSize + StoreId.Size + sizeof(ulong))..]);
        BinaryPrimitives.WriteUInt64BigEndian(input[^sizeof(ulong)..], missingKeys);
        SHA256.HashData(input, hash);
        Span<byte> zeros = stackalloc byte[sizeof(ulong)], stream = stackalloc byte[sizeof(ulong) + IRoomCipher.TagSize];
        zeros.Clear();
        cipher!.Encrypt(key, hash[..IRoomCipher.NonceSize], [], zeros, stream);
        return BinaryPrimitives.ReadUInt64BigEndian(stream);
    }

    /// <summary>Reads what comes before the updates, and checks those that follow.</summary>
    private static BatchHeader ReadHead(BatchHeader header, ReadOnlySpan<byte> plaintext, out int start)
    {
        var reader = new CborReader(plaintext);
        reader.ReadArrayHeader(HeadFields);
        var inner = header with { BaseWallClock = BatchHeader.ReadWallClock(ref reader), Kinds = BatchHeader.ReadKinds(ref reader, header.Count), Key = null };
        start = reader.Position;
        BatchBody.Check(inner, plaintext[start..]);
        return inner;
    }

    private Span<byte> Plaintext(int length)
    {
        if (_plaintext.Length < length) _plaintext = new byte[Math.Max(length, Math.Min(2 * _plaintext.Length, WireLimits.MaxBatchBytes))];
        return _plaintext.AsSpan(0, length);
    }

    /// <summary>What a body is bound to, so that it opens nowhere else: store, source and header.</summary>
    private ReadOnlySpan<byte> AssociatedData(Source source, ReadOnlySpan<byte> header)
    {
        var length = Domain.Length + StoreId.Size + Source.Size + header.Length;
        if (_associated.Length < length) _associated = new byte[length];
        var data = _associated.AsSpan(0, length);
        Domain.CopyTo(data);
        store.CopyTo(data[Domain.Length..]);
        source.CopyTo(data[(Domain.Length + StoreId.Size)..]);
        header.CopyTo(data[(Domain.Length + StoreId.Size + Source.Size)..]);
        return data;
    }
}

/// <summary>What came of opening a batch.</summary>
internal enum Opening
{
    /// <summary>Its updates can be read.</summary>
    Open,

    /// <summary>They are encrypted with a key that is not held here.</summary>
    Locked,

    /// <summary>Its body is nothing that its key and header make: to all who hold the key its updates are void (I9).</summary>
    Void,
}
