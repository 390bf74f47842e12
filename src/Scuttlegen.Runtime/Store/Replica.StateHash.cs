using System.Diagnostics.CodeAnalysis;
using Scuttlegen.Gossip;
using Scuttlegen.Wire;

namespace Scuttlegen;

/// <content>
/// What the state comes to, for heartbeats (I8). Hashing takes time that grows with the state, so it is done once for a digest at which gossip has come to rest, by whoever runs
/// the replica, and handed back with the digest that it belongs to.
/// </content>
internal sealed partial class Replica<TState>
{
    private readonly ChainHash _fingerprint;
    private bool _isStateHashWanted;
    private bool _isUnhashableTold;

    // The digest whose state was last handed out, or what came of it.
    private (ulong Digest, ulong? Hash)? _hashed;

    public ulong? StateHash => _hashed is (var digest, { } hash) && digest == DigestHash && !_feeds.HasUnvouched ? hash : null;

    /// <summary>Whether the state is what the feeds come to, no more and no less, so that its hash belongs to the digest: not while there is something in them that cannot be read for want of a key.</summary>
    private bool IsStateOfDigest => !HasUnmerged && !_feeds.HasUnvouched && !_decoder.HasLocked && !_mayHaveToReissue && _outbox.IsEmpty && _log.Halt is null;

    public bool HasStateCodec => _table.HasStateCodec;

    /// <summary>Hashes a state, on any thread.</summary>
    public ChainHash HashState(TState state) => Scuttlegen.StateHash.Of(_table, state);

    (ulong Hash, RoomKeyId? Key) IGossipHost.Hide(ulong stateHash, ulong digest) => _encryption.Hide(stateHash, digest, _fingerprint);

    ulong? IGossipHost.Reveal(ulong hidden, RoomKeyId? key, ulong digest) => _encryption.Reveal(hidden, key, digest, _fingerprint);

    void IGossipHost.WantStateHash() => _isStateHashWanted = _table.HasStateCodec;

    /// <summary>The state whose hash heartbeats want, if any; each once.</summary>
    /// <param name="state">The state, to be given to <see cref="HashState"/> wherever and as slowly as it suits.</param>
    /// <param name="digest">What to hand back with its hash.</param>
    public bool TryTakeStateToHash([MaybeNullWhen(false)] out TState state, out ulong digest)
    {
        (state, digest) = (State, DigestHash);
        if (!_isStateHashWanted || !IsStateOfDigest) return false;
        _isStateHashWanted = false;
        if (_hashed?.Digest == digest) return false;
        _hashed = (digest, null);
        return true;
    }

    /// <summary>What came of <see cref="TryTakeStateToHash"/>. Of a digest that is past it is of no use.</summary>
    public void StateHashed(ulong digest, ulong hash)
    {
        if (_hashed?.Digest == digest) _hashed = (digest, hash);
    }

    /// <summary>The state could not be hashed; it is not tried again before it changes.</summary>
    public void StateNotHashed(Exception reason)
    {
        if (_isUnhashableTold) return;
        _isUnhashableTold = true;
        Raise(new StateNotHashed(reason));
    }
}
