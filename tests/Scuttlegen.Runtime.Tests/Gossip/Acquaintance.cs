using Scuttlegen.Wire;

namespace Scuttlegen.Tests.Gossip;

/// <summary>Peers that have greeted each other, so that one may ask the other at once.</summary>
internal static class Acquaintance
{
    public static void Of(Replica<Ledger> one, Replica<Ledger> other)
    {
        foreach (var (from, to) in new[] { (one, other), (other, one) })
        {
            to.Receive(new GreetingMessage(from.TokenFor(to.Self), to.TokenFor(from.Self), Asks: false).ToFrame(to.StoreId, from.Self), TimeSpan.Zero);
            to.Outgoing.Clear();
        }
    }

    /// <summary>As above, with a peer of which there are only frames.</summary>
    public static void Of(Replica<Ledger> replica, Source other)
    {
        replica.Receive(new GreetingMessage(1, replica.TokenFor(other), Asks: false).ToFrame(replica.StoreId, other), TimeSpan.Zero);
        replica.Outgoing.Clear();
    }
}
