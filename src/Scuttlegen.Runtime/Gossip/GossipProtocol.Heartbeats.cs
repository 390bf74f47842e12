using Scuttlegen.Wire;

namespace Scuttlegen.Gossip;

/// <content>What heartbeats say of states, and what is made of it.</content>
internal sealed partial class GossipProtocol
{
    private ulong? _lastSaid;

    private void SendHeartbeat()
    {
        var digest = _feeds.DigestHash;

        // While updates flow, states are gone before anybody could compare them.
        if (digest == _lastSaid && Members.Members.Any(member => member.Fingerprint == _fingerprint)) _host.WantStateHash();
        _lastSaid = digest;
        (ulong Hash, RoomKeyId? Key)? state = _host.StateHash is { } hash ? _host.Hide(hash, digest) : null;
        _host.Send(null, new HeartbeatMessage(digest, _fingerprint, state?.Hash, _name, _session, _feeds.Branches.Hash, _sessionSignature, state?.Key, _host.MissingKeysHash).ToFrame(_store, _self));
    }

    /// <summary>Compares what the same updates come to there and here, where both run the same code, can read the same of them and have hashed their states (I8).</summary>
    private void CompareStates(Member member, HeartbeatMessage heartbeat)
    {
        if (heartbeat.Fingerprint != _fingerprint || heartbeat.StateHash is not { } told || _host.StateHash is not { } ours) return;
        if (heartbeat.MissingKeysHash != _host.MissingKeysHash) return;
        if (_host.Reveal(told, heartbeat.Key, heartbeat.DigestHash) is not { } theirs) return;
        if (theirs == ours || member.DivergedAt == heartbeat.DigestHash) return;
        member.DivergedAt = heartbeat.DigestHash;
        _host.Raise(new DivergenceDetected(member.Source, ours, theirs));
    }
}
