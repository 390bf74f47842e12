using System.Text;

namespace Scuttlegen.Nats.Tests;

/// <summary>One store's membership together with what it received.</summary>
internal sealed record Peer(ITransportLink Link, Probe Probe, Source Self)
{
    public static readonly StoreId Store = StoreId.Create("Counter", "");

    public static Source NewSource() => Source.NewIncarnation(PeerId.NewRandom());

    /// <summary>Joins without waiting for a connection.</summary>
    public static async Task<Peer> JoinAsync(NatsTransport transport, StoreId? store = null, Probe? probe = null)
    {
        var self = NewSource();
        probe ??= new Probe();
        return new Peer(await transport.JoinAsync(store ?? Store, self, probe, TestContext.Current.CancellationToken), probe, self);
    }

    /// <summary>Joins and waits for the connection.</summary>
    public static async Task<Peer> ConnectAsync(NatsTransport transport, StoreId? store = null, Probe? probe = null)
    {
        var peer = await JoinAsync(transport, store, probe);
        await peer.Probe.Connected;
        return peer;
    }

    public ValueTask BroadcastAsync(string text) => Link.BroadcastAsync(Encoding.UTF8.GetBytes(text));

    public ValueTask SendAsync(Peer to, string text) => Link.SendAsync(to.Self, Encoding.UTF8.GetBytes(text));

    public Task HearsAsync(params string[] texts) => Probe.UntilAsync(probe => probe.Frames.Count >= texts.Length && probe.Frames.SequenceEqual(texts));
}
