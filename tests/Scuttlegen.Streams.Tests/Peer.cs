using System.Text;

namespace Scuttlegen.Streams.Tests;

/// <summary>A transport with one membership, and what it received.</summary>
internal sealed record Peer(StreamTransport Transport, ITransportLink Link, Probe Probe, Source Self) : IAsyncDisposable
{
    public static readonly StoreId Store = StoreId.Create("Counter", "");

    public static Source NewSource() => Source.NewIncarnation(PeerId.NewRandom());

    public static async Task<Peer> CreateAsync(StreamTransportOptions? options = null, Probe? probe = null) => await JoinAsync(new StreamTransport(options), Store, probe);

    public static async Task<Peer> JoinAsync(StreamTransport transport, StoreId store, Probe? probe = null)
    {
        var self = NewSource();
        probe ??= new Probe();
        return new Peer(transport, await transport.JoinAsync(store, self, probe, TestContext.Current.CancellationToken), probe, self);
    }

    /// <summary>Connects two transports in memory.</summary>
    public static (StreamConnection OfA, StreamConnection OfB) Connect(
        StreamTransport a, StreamTransport b, StreamConnectionOptions? useOfA = null, StreamConnectionOptions? useOfB = null, int maxRead = int.MaxValue)
    {
        var (left, right) = MemoryDuplex.CreatePair(maxRead: maxRead);
        return (a.AddConnection(left, useOfA, "b"), b.AddConnection(right, useOfB, "a"));
    }

    public static async Task<(StreamConnection OfA, StreamConnection OfB)> ConnectAsync(Peer a, Peer b, StreamConnectionOptions? useOfA = null, StreamConnectionOptions? useOfB = null)
    {
        var (connectionsOfA, connectionsOfB) = (a.Probe.Connections, b.Probe.Connections);
        var connections = Connect(a.Transport, b.Transport, useOfA, useOfB);
        await a.Probe.UntilAsync(probe => probe.Connections > connectionsOfA);
        await b.Probe.UntilAsync(probe => probe.Connections > connectionsOfB);
        return connections;
    }

    public ValueTask BroadcastAsync(string text) => Link.BroadcastAsync(Encoding.UTF8.GetBytes(text));

    public ValueTask SendAsync(Peer to, string text) => Link.SendAsync(to.Self, Encoding.UTF8.GetBytes(text));

    public Task HearsAsync(params string[] texts) => Probe.UntilAsync(probe => probe.Frames.Count >= texts.Length && probe.Frames.SequenceEqual(texts));

    public ValueTask DisposeAsync() => Transport.DisposeAsync();
}
