using Microsoft.Extensions.Logging;
using NATS.Client.Core;

namespace Scuttlegen.Nats;

/// <summary>
/// One store's membership in a <see cref="NatsTransport"/>. What is written under the transport's lock is marked so; sending takes no lock.
/// </summary>
internal sealed class NatsLink : ITransportLink
{
    private readonly NatsTransport _transport;
    private readonly NatsSubjects _subjects;
    private readonly ILogger _logger;
    private readonly HashSet<string> _reasonsTold = [];
    private readonly CancellationTokenSource _leaving = new();
    private readonly Lock _disposal = new();

    private volatile NatsSession? _session;
    private volatile NatsLink[] _siblings = [];
    private volatile string? _downReason;
    private volatile string? _muteReason;
    private volatile bool _disposed;
    private Task? _disposing;

    public NatsLink(NatsTransport transport, string prefix, StoreId store, Source self, LinkInbox inbox, ILogger logger)
    {
        _transport = transport;
        _subjects = new NatsSubjects(prefix, store);
        _logger = logger;
        Store = store;
        Self = self;
        Inbox = inbox;
        Leaving = _leaving.Token;
    }

    public StoreId Store { get; }

    public Source Self { get; }

    public LinkInbox Inbox { get; }

    /// <summary>Cancelled when the link is disposed.</summary>
    public CancellationToken Leaving { get; }

    /// <summary>The subjects this link listens to.</summary>
    public IEnumerable<string> ListensTo => [_subjects.All, _subjects.To(Self)];

    /// <summary>The subject that this link must be able to publish to, or it is heard by nobody.</summary>
    public string SpeaksTo => _subjects.All;

    /// <summary>Written under the transport's lock: the last attempt to attach to a session, which never throws.</summary>
    public Task Attaching { get; set; } = Task.CompletedTask;

    /// <summary>Written under the transport's lock: other links of the same store on the same connection.</summary>
    public NatsLink[] Siblings
    {
        set => _siblings = value;
    }

    public bool ReachesEveryPeer => true;

    public int MaxFrameBytes => _session?.MaxFrameBytes ?? NatsSession.DefaultMaxFrameBytes;

    /// <summary>Written under the transport's lock: the session in which the server refused one of the subscriptions.</summary>
    public NatsSession? RefusedIn { get; set; }

    /// <summary>Called under the transport's lock.</summary>
    public void GoUp(NatsSession session)
    {
        if (_disposed) return;
        _session = session;
        _downReason = null;
        _muteReason = null;
        _reasonsTold.Clear();
        Inbox.AddConnected();
    }

    /// <summary>Called under the transport's lock, when the server does not take what this link broadcasts. It goes on listening, and whoever flushes learns that nobody was reached.</summary>
    public void GoMute(string reason) => _muteReason = reason;

    /// <summary>Called under the transport's lock. Tells each reason once until the link is up again.</summary>
    public void GoDown(string reason)
    {
        _session = null;
        _downReason = reason;
        if (!_disposed && _reasonsTold.Add(reason)) Inbox.AddDisconnected(reason);
    }

    public ValueTask BroadcastAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled(cancellationToken);
        if (_session is not { IsOpen: true } session || IsTooLong(frame, session)) return default;

        // The server does not send a connection's own frames back to it, so others of this process get them here.
        foreach (var sibling in _siblings) sibling.Take(frame.Span);
        return PublishAsync(session, _subjects.All, frame, cancellationToken);
    }

    public ValueTask SendAsync(Source peer, ReadOnlyMemory<byte> frame, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled(cancellationToken);
        if (_session is not { IsOpen: true } session || IsTooLong(frame, session)) return default;

        foreach (var sibling in _siblings)
        {
            if (sibling.Self != peer) continue;
            sibling.Take(frame.Span);
            return default;
        }

        return PublishAsync(session, _subjects.To(peer), frame, cancellationToken);
    }

    public async ValueTask FlushAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        cancellationToken.ThrowIfCancellationRequested();
        if (_session is not { IsOpen: true } session) throw Unavailable(null);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, session.ClosedToken);
        try
        {
            await session.PingAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception exception)
        {
            throw Unavailable(exception);
        }

        if (_muteReason is { } mute) throw new TransportUnavailableException(mute);
    }

    public ValueTask DisposeAsync()
    {
        lock (_disposal)
        {
            _disposed = true;
            return new ValueTask(_disposing ??= LeaveAsync());
        }
    }

    private async Task LeaveAsync()
    {
        // Before anything is awaited, so that a receiver that disposes its own link is recognised by its thread.
        var inbox = Inbox.DisposeAsync().ConfigureAwait(false);
        await _leaving.CancelAsync().ConfigureAwait(false);
        await inbox;
        await _transport.LeaveAsync(this).ConfigureAwait(false);
        _session = null;
    }

    private TransportUnavailableException Unavailable(Exception? cause) => new(_downReason ?? _transport.NoConnection, cause);

    private void Take(ReadOnlySpan<byte> frame)
    {
        if (_session is not null) Inbox.AddFrame(frame);
    }

    private bool IsTooLong(ReadOnlyMemory<byte> frame, NatsSession session)
    {
        if (frame.Length <= session.MaxFrameBytes) return false;

        // The limit may have shrunk with a new connection since the caller asked: lost, like any frame may be, but loudly.
        _logger.LogError("A frame of {Length} bytes was dropped: the NATS server carries at most {Limit} (its max_payload)", frame.Length, session.MaxFrameBytes);
        return true;
    }

    private ValueTask PublishAsync(NatsSession session, string subject, ReadOnlyMemory<byte> frame, CancellationToken cancellationToken)
    {
        if (cancellationToken.CanBeCanceled) return PublishCancelableAsync(session, subject, frame, cancellationToken);
        ValueTask publishing;
        try
        {
            // Cancelled with the session: a connection that breaks right now would otherwise make the client wait for the next one.
            publishing = session.PublishAsync(subject, frame, session.ClosedToken);
            if (publishing.IsCompletedSuccessfully)
            {
                publishing.GetAwaiter().GetResult();
                return default;
            }
        }
        catch (Exception exception) when (IsLoss(exception))
        {
            return Lose(exception);
        }

        return AwaitAsync(publishing);
    }

    private async ValueTask AwaitAsync(ValueTask publishing)
    {
        try
        {
            await publishing.ConfigureAwait(false);
        }
        catch (Exception exception) when (IsLoss(exception))
        {
            await Lose(exception).ConfigureAwait(false);
        }
    }

    private async ValueTask PublishCancelableAsync(NatsSession session, string subject, ReadOnlyMemory<byte> frame, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, session.ClosedToken);
        try
        {
            await session.PublishAsync(subject, frame, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception exception) when (IsLoss(exception))
        {
            await Lose(exception).ConfigureAwait(false);
        }
    }

    /// <summary>What the client throws when a connection breaks, is closed, or takes nothing any more: the frame is lost, and gossip repairs it.</summary>
    private static bool IsLoss(Exception exception) =>
        exception is NatsException or OperationCanceledException or ObjectDisposedException or InvalidOperationException or IOException;

    private ValueTask Lose(Exception exception)
    {
        _logger.LogDebug(exception, "A frame was dropped while the connection to NATS broke");
        return default;
    }
}
