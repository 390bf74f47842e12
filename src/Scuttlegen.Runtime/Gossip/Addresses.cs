using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Scuttlegen.Gossip;

/// <summary>
/// Who has shown that it reads what is sent to its address. A frame's sender is only what the frame says; so that nobody turns this peer's answers, which may be long, on somebody else, each peer gives each
/// other one a token, and answers only whoever shows it (as QUIC validates addresses: RFC 9000 §8). Tokens given are a MAC of the address: nothing is kept of who never answers.
/// </summary>
internal sealed class Addresses
{
    private readonly byte[] _secret;
    private readonly int _most;
    private readonly Random _random;
    private readonly Dictionary<Source, ulong> _tokens = [];

    /// <param name="secret">Random, and another one each time a store is opened.</param>
    /// <param name="most">How many addresses are remembered; beyond it a random one gives way, and has to be greeted anew.</param>
    /// <param name="random">Says which.</param>
    public Addresses(byte[] secret, int most, Random random) => (_secret, _most, _random) = (secret, most, random);

    /// <summary>What this peer gives to that address.</summary>
    public ulong TokenFor(Source peer)
    {
        Span<byte> address = stackalloc byte[Source.Size], mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        peer.CopyTo(address);
        HMACSHA256.HashData(_secret, address, mac);
        return BinaryPrimitives.ReadUInt64BigEndian(mac);
    }

    /// <summary>An unpredictable number for a question, so that nobody but who is asked can answer it.</summary>
    public uint DrawRequest(uint count)
    {
        Span<byte> input = stackalloc byte[sizeof(uint)], mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        BinaryPrimitives.WriteUInt32BigEndian(input, count);
        HMACSHA256.HashData(_secret, input, mac);
        return BinaryPrimitives.ReadUInt32BigEndian(mac);
    }

    /// <summary>What that address gave to this peer; <see langword="null"/> if it gave nothing yet, or has not shown this peer's token.</summary>
    public ulong? TokenOf(Source peer) => _tokens.TryGetValue(peer, out var token) ? token : null;

    /// <summary>Whether whoever has that address has shown that it reads what is sent there, and would answer.</summary>
    public bool IsProven(Source peer) => _tokens.ContainsKey(peer);

    /// <summary>Whether what was sent from an address shows that its sender reads what is sent there.</summary>
    /// <param name="peer">The address.</param>
    /// <param name="shown">The token that it shows.</param>
    public bool IsProof(Source peer, ulong? shown) => shown == TokenFor(peer);

    /// <summary>Takes the token of an address that has shown this peer's.</summary>
    /// <returns>Whether it is another one than was known.</returns>
    public bool Note(Source peer, ulong token)
    {
        var isKnown = _tokens.TryGetValue(peer, out var known);
        if (!isKnown && _tokens.Count >= _most) _tokens.Remove(_tokens.Keys.ElementAt(_random.Next(_tokens.Count)));
        _tokens[peer] = token;
        return !isKnown || known != token;
    }

    /// <summary>This peer has another address now: what it was given is of no use.</summary>
    public void Clear() => _tokens.Clear();
}
