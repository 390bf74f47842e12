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
        _host.Send(null, new HeartbeatMessage(digest, _fingerprint, _host.StateHash, _name, _session, _feeds.Branches.Hash, _sessionSignature).ToFrame(_store, _self));
    }

    /// <summary>Compares what the same updates come to there and here, where both run the same code and have hashed their states (I8).</summary>
    private void CompareStates(Member member, HeartbeatMessage heartbeat)
    {
        if (heartbeat.Fingerprint != _fingerprint || heartbeat.StateHash is not { } theirs || _host.StateHash is not { } ours) return;
        if (theirs == ours || member.DivergedAt == heartbeat.DigestHash) return;
        member.DivergedAt = heartbeat.DigestHash;
        _host.Raise(new DivergenceDetected(member.Source, ours, theirs));
    }
}
