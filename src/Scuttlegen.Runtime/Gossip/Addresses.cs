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
    private readonly Dictionary<Source, Known> _known = [];

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

    /// <summary>What that address gave to this peer; <see langword="null"/> if it gave nothing yet.</summary>
    public ulong? TokenOf(Source peer) => _known.TryGetValue(peer, out var known) ? known.Token : null;

    /// <summary>Whether whoever has that address has shown that it reads what is sent there, and would answer.</summary>
    public bool IsProven(Source peer) => _known.TryGetValue(peer, out var known) && known.IsProven;

    /// <summary>Whether what was sent from an address shows that its sender reads what is sent there.</summary>
    /// <param name="peer">The address.</param>
    /// <param name="shown">The token that it shows.</param>
    public bool IsProof(Source peer, ulong? shown) => shown == TokenFor(peer);

    /// <summary>Takes the token that an address gives. One that is known is replaced only by whoever has shown this peer's.</summary>
    /// <returns>Whether it is another one than was known.</returns>
    public bool Note(Source peer, ulong token, bool isProven)
    {
        var isKnown = _known.TryGetValue(peer, out var known);
        if (isKnown && !isProven) return false;
        if (!isKnown && _known.Count >= _most) _known.Remove(_known.Keys.ElementAt(_random.Next(_known.Count)));
        _known[peer] = new Known(token, isProven);
        return !isKnown || known.Token != token;
    }

    /// <summary>Whoever has that address has shown this peer's token.</summary>
    public void NoteProof(Source peer)
    {
        if (_known.TryGetValue(peer, out var known)) _known[peer] = known with { IsProven = true };
    }

    /// <summary>This peer has another address now: what it was given is of no use.</summary>
    public void Clear() => _known.Clear();

    private readonly record struct Known(ulong Token, bool IsProven);
}
