using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Scuttlegen.Tests;

namespace Scuttlegen.Nats.Tests;

/// <summary>Whole stores over NATS, as users open them.</summary>
internal static class Ledgers
{
    /// <summary>Opens a store that signs in as <paramref name="configure"/> says.</summary>
    public static ValueTask<LedgerStore> OpenAsync(string url, Func<NatsTransportOptions, NatsTransportOptions> configure, LogBook? log = null, IFeedStorage? storage = null, string room = "") =>
        LedgerStore.OpenAsync(o => (o with { Room = room, StorageFactory = _ => storage ?? new InMemoryFeedStorage() }).AllowUnsigned().UseNats(url, n => configure(n with
        {
            LoggerFactory = log ?? new LogBook(),
            ReconnectDelayMin = TimeSpan.FromMilliseconds(20),
            ReconnectDelayMax = TimeSpan.FromMilliseconds(100),
        })));

    /// <summary>Two peers write at once and reach the same state.</summary>
    public static async Task ConvergeAsync(LedgerStore a, LedgerStore b)
    {
        a.Dispatch(new Added(2));
        b.Dispatch(new Multiplied(5));
        b.Dispatch(new Noted("from b"));
        await Eventually.Holds(() => a.State.SameAs(b.State) && a.State.Notes.Count == 1 && a.History.Count == 3, () => $"{a.State}, {b.State}");
    }

    /// <summary>Two stores that sign in alike converge.</summary>
    public static async Task ConvergeAsync(string url, Func<NatsTransportOptions, NatsTransportOptions> configure)
    {
        await using var a = await OpenAsync(url, configure);
        await using var b = await OpenAsync(url, configure);
        await ConvergeAsync(a, b);
    }

    /// <summary>A store that is not let in opens at once, says why, once, by an event and to whoever flushes, and goes on trying.</summary>
    /// <param name="server">Reserved, not up yet, so that nothing is told before somebody listens.</param>
    /// <param name="url">Its address.</param>
    /// <param name="configure">How the store signs in.</param>
    /// <param name="refusal">A part of the reason.</param>
    /// <returns>The reason, and everything that was logged.</returns>
    public static async Task<(string Reason, LogBook Log)> BeRefusedAsync(NatsServer server, string url, Func<NatsTransportOptions, NatsTransportOptions> configure, string refusal)
    {
        var log = new LogBook();
        await using var store = await OpenAsync(url, configure, log);
        var reasons = new ConcurrentQueue<string>();
        using var subscription = store.SubscribeToEvents(e =>
        {
            if (e is TransportDisconnected told && told.Reason.Contains(refusal, StringComparison.Ordinal)) reasons.Enqueue(told.Reason);
        });
        store.Dispatch(new Added(1));

        await server.ComeUpAsync();
        await Eventually.Holds(() => !reasons.IsEmpty, () => string.Join('\n', log.Entries.Where(entry => entry.Level >= LogLevel.Warning).Select(entry => entry.Text)));
        var attempts = log.Count(LogLevel.Debug, "Connect to NATS using TcpFactory");
        await log.UntilAsync(LogLevel.Debug, "Connect to NATS using TcpFactory", attempts + 3);

        var exception = await Assert.ThrowsAsync<TransportUnavailableException>(async () => await store.FlushAsync(TestContext.Current.CancellationToken));
        var reason = exception.Message;
        await Eventually.Holds(() => reasons.Contains(reason));

        // A certificate is refused in one way or another, as the server's alert or its closing of the socket comes first: each way is told once.
        Assert.Equal(reasons.Distinct(), reasons);
        Assert.Equal(1, log.Count(LogLevel.Warning, reason));
        return (reason, log);
    }

    /// <summary>Flushes again and again until it succeeds or does not: connections, and a server's refusals, come on their own way and in their own time.</summary>
    public static async Task<TransportUnavailableException?> FlushAsync(LedgerStore store, bool succeeds)
    {
        TransportUnavailableException? failure = null;
        await NatsServer.UntilAsync(async () =>
        {
            try
            {
                await store.FlushAsync(TestContext.Current.CancellationToken);
                failure = null;
            }
            catch (TransportUnavailableException exception)
            {
                failure = exception;
            }

            return failure is null == succeeds;
        });
        return failure;
    }

    public static void NeverShown(string secret, string reason, LogBook log)
    {
        Assert.DoesNotContain(secret, reason, StringComparison.Ordinal);
        Assert.DoesNotContain(log.Entries, entry => $"{entry.Text} {entry.Exception}".Contains(secret, StringComparison.Ordinal));
    }
}
