using System.Runtime.InteropServices;

namespace Scuttlegen.Gossip;

/// <summary>What each peer, as frames name it, may still send and ask for (<see cref="Quotas"/>).</summary>
/// <param name="quotas">The quotas.</param>
/// <param name="most">How many peers are told apart; beyond it a random one begins anew.</param>
/// <param name="random">Says which.</param>
internal sealed class PeerQuotas(Quotas quotas, int most, Random random)
{
    private readonly Dictionary<Source, (TokenBucket Received, TokenBucket Sent)> _rates = [];

    /// <summary>Whether a frame may be taken. If so, it is counted.</summary>
    public bool TryReceive(Source peer, int bytes, TimeSpan now)
    {
        if (quotas.ReceivedBytesPerSecond is null) return true;
        ref var rate = ref RateOf(peer, now);
        if (rate.Received.Closed(now) > TimeSpan.Zero) return false;
        rate.Received.Take(bytes, now);
        return true;
    }

    /// <summary>Whether a peer may be answered.</summary>
    public bool MaySend(Source peer, TimeSpan now) => quotas.SentBytesPerSecond is null || RateOf(peer, now).Sent.Closed(now) == TimeSpan.Zero;

    /// <summary>A peer was answered.</summary>
    public void Sent(Source peer, int bytes, TimeSpan now)
    {
        if (quotas.SentBytesPerSecond is not null) RateOf(peer, now).Sent.Take(bytes, now);
    }

    private ref (TokenBucket Received, TokenBucket Sent) RateOf(Source peer, TimeSpan now)
    {
        if (_rates.Count >= most && !_rates.ContainsKey(peer)) _rates.Remove(_rates.Keys.ElementAt(random.Next(_rates.Count)));
        ref var rate = ref CollectionsMarshal.GetValueRefOrAddDefault(_rates, peer, out var exists);
        if (!exists) rate = (new TokenBucket(quotas.ReceivedBytesPerSecond, quotas.Burst, now), new TokenBucket(quotas.SentBytesPerSecond, quotas.Burst, now));
        return ref rate;
    }
}
