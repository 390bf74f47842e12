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

    // Where the state was last handed out, or what came of it.
    private (ulong Place, ulong? Hash)? _hashed;

    /// <summary>What the state is a function of: what is held, and which keys to it are missing.</summary>
    private ulong Place => DigestHash ^ _decoder.Locked.KeysHash;

    ulong IGossipHost.MissingKeysHash => _decoder.Locked.KeysHash;

    public ulong? StateHash => _hashed is (var place, { } hash) && place == Place && !_feeds.HasUnvouched ? hash : null;

    /// <summary>Whether the state is what the feeds come to, no more and no less, so that its hash belongs to the digest.</summary>
    private bool IsStateOfDigest => !HasUnmerged && !_feeds.HasUnvouched && !_mayHaveToReissue && _outbox.IsEmpty && _log.Halt is null;

    public bool HasStateCodec => _table.HasStateCodec;

    /// <summary>Hashes a state, on any thread.</summary>
    public ChainHash HashState(TState state) => Scuttlegen.StateHash.Of(_table, state);

    (ulong Hash, RoomKeyId? Key) IGossipHost.Hide(ulong stateHash, ulong digest) => _encryption.Hide(stateHash, digest, _fingerprint, _decoder.Locked.KeysHash);

    ulong? IGossipHost.Reveal(ulong hidden, RoomKeyId? key, ulong digest) => _encryption.Reveal(hidden, key, digest, _fingerprint, _decoder.Locked.KeysHash);

    void IGossipHost.WantStateHash() => _isStateHashWanted = _table.HasStateCodec;

    /// <summary>The state whose hash heartbeats want, if any; each once.</summary>
    /// <param name="state">The state, to be given to <see cref="HashState"/> wherever and as slowly as it suits.</param>
    /// <param name="place">What to hand back with its hash.</param>
    public bool TryTakeStateToHash([MaybeNullWhen(false)] out TState state, out ulong place)
    {
        (state, place) = (State, Place);
        if (!_isStateHashWanted || !IsStateOfDigest) return false;
        _isStateHashWanted = false;
        if (_hashed?.Place == place) return false;
        _hashed = (place, null);
        return true;
    }

    /// <summary>What came of <see cref="TryTakeStateToHash"/>. Of a place that is past it is of no use.</summary>
    public void StateHashed(ulong place, ulong hash)
    {
        if (_hashed?.Place == place) _hashed = (place, hash);
    }

    /// <summary>The state could not be hashed; it is not tried again before it changes.</summary>
    public void StateNotHashed(Exception reason)
    {
        if (_isUnhashableTold) return;
        _isUnhashableTold = true;
        Raise(new StateNotHashed(reason));
    }
}
