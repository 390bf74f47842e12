using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Scuttlegen.Wire;

namespace Scuttlegen;

/// <summary>
/// Connects a <see cref="Replica{TState}"/> to storage, transport, clock and callers. One lock around the replica makes it one writer; one loop
/// does what takes time: stores, then sends.
/// </summary>
internal sealed partial class StoreDriver<TState> : ITransportReceiver, IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Replica<TState> _replica;
    private readonly StoreOptions _options;
    private readonly IFeedStorage _storage;
    private readonly ITransport? _transport;
    private readonly ISigner? _signer;
    private readonly IRoomCipher? _cipher;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly long _startedAt;
    private readonly Inbox _inbox;
    private readonly Wakeup _wakeup = new();
    private readonly DurabilityWaiters _waiters = new();
    private readonly DurabilityWaiters _flushing = new();
    private readonly Notifier<TState> _notifier;
    private readonly ITimer _timer;
    private readonly Lazy<Task> _closing;
    private readonly CancellationTokenSource _abandoned;
    private readonly TransportNews _news = new();
    private volatile ITransportLink? _link;
    private Source _joinedAs;
    private Task _loop = Task.CompletedTask;

    // The state itself, or a box around it if it is a struct: readers need no lock and never see half of one.
    private volatile object? _published;
    private ulong _lastHandedOver;
    private bool _hasUnheard;
    private long _merges;
    private volatile StoreFaultedException? _fault;
    private volatile bool _isClosing;
    private TaskCompletionSource _progress = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Also at first: a key may have come while the log was read.
    private volatile bool _areKeysNew = true;
    private long _framesReceived, _framesSent, _bytesReceived, _bytesSent;

    public StoreDriver(
        Replica<TState> replica, StoreOptions options, IFeedStorage storage, ITransport? transport, ISigner? signer, IRoomCipher? cipher, string storeName)
    {
        _replica = replica;
        _options = options;
        _storage = storage;
        _transport = transport;
        _signer = signer;
        _cipher = cipher;
        _logger = new CarefulLogger(options.LoggerFactory.CreateLogger($"Scuttlegen.{storeName}"));
        _time = options.TimeProvider;
        _startedAt = _time.GetTimestamp();
        _inbox = new Inbox(options.MaxInboxBytes);
        _signings = new SigningQueue(options.MaxPendingSignings);
        _published = replica.State;
        _lastHandedOver = replica.LastStored;
        _notifier = new Notifier<TState>(() => _published, _logger);
        _timer = _time.CreateTimer(static wakeup => ((Wakeup)wakeup!).Set(), _wakeup, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _abandoned = new CancellationTokenSource();
        _closing = new Lazy<Task>(CloseAsync);
    }

    public Source Self
    {
        get
        {
            lock (_gate) return _replica.Self;
        }
    }

    public StoreId StoreId => _replica.StoreId;

    public Genesis? Genesis => _options.Genesis;

    public TState State => (TState)_published!;

    private TimeSpan Now => _time.GetElapsedTime(_startedAt);

    public async ValueTask StartAsync(CancellationToken cancellationToken)
    {
        await RecordAsync(_replica.Unrecorded, cancellationToken).ConfigureAwait(false);
        _replica.Recorded();
        _joinedAs = Self;
        if (_cipher is not null) _cipher.KeyAdded += NoteKeyAdded;
        if (_transport is not null) _link = await _transport.JoinAsync(StoreId, Self, this, cancellationToken).ConfigureAwait(false);
        _loop = Task.Run(RunAsync, CancellationToken.None);
        _wakeup.Set();
    }

    public Stamp Dispatch<TAction>(int kind, Func<TState, TAction> prepare)
    {
        ThrowIfReentrant();
        Stamp stamp;
        lock (_gate)
        {
            ThrowIfUnusable();
            if (IsFull) throw TooBusy();
            stamp = DispatchLocked(kind, Prepare(prepare), WallClock);
        }

        _notifier.TellImmediate();
        return stamp;
    }

    public Stamp Dispatch(int kind, object action)
    {
        ArgumentNullException.ThrowIfNull(action);
        ThrowIfReentrant();
        Stamp stamp;
        lock (_gate)
        {
            ThrowIfUnusable();
            if (IsFull) throw TooBusy();
            stamp = DispatchLocked(kind, action, WallClock);
        }

        _notifier.TellImmediate();
        return stamp;
    }

    public async ValueTask<Stamp> DispatchAsync<TAction>(int kind, Func<TState, TAction> prepare, CancellationToken cancellationToken)
    {
        ThrowIfReentrant();
        var durable = await LogAsync(kind, prepare, wallClock: null, cancellationToken).ConfigureAwait(false);
        return await durable.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits until there is room, then dispatches what <paramref name="prepare"/> makes of the state.</summary>
    /// <returns>Completes when the update is durable.</returns>
    private async ValueTask<Task<Stamp>> LogAsync<TAction>(int kind, Func<TState, TAction> prepare, long? wallClock, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Task<Stamp>? durable = null;
            Task room;
            lock (_gate)
            {
                ThrowIfUnusable();
                room = _progress.Task;
                if (!IsFull)
                {
                    var stamp = DispatchLocked(kind, Prepare(prepare), wallClock ?? WallClock);
                    durable = _waiters.WaitFor(_replica.LastDispatched, stamp);
                }
            }

            if (durable is not null)
            {
                _notifier.TellImmediate();
                return durable;
            }

            await room.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Completes when everything dispatched before is durable and has left this process.</summary>
    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        Task next;
        lock (_gate)
        {
            ThrowIfUnusable();
            next = _lastHandedOver >= _replica.LastDispatched ? Task.CompletedTask : _flushing.WaitFor(_replica.LastDispatched);
        }

        while (true)
        {
            await next.WaitAsync(cancellationToken).ConfigureAwait(false);
            if (_link is not { } link) return;

            // Throws while nobody can be reached. If somebody can, again, what went unheard is broadcast once more in a turn to come.
            await link.FlushAsync(cancellationToken).ConfigureAwait(false);
            lock (_gate)
            {
                if (!_hasUnheard) return;
                ThrowIfUnusable();
                next = _progress.Task;
            }
        }
    }

    public Notifier<TState> Notifier => _notifier;

    public History<TState> GetHistory()
    {
        lock (_gate) return _replica.GetHistory();
    }

    public ImmutableArray<PeerInfo> GetPeers()
    {
        lock (_gate) return [.. _replica.Members.Members.Select(member => new PeerInfo(member.Source, member.Name)).OrderBy(peer => peer.Source)];
    }

    public StoreStatistics GetStatistics()
    {
        lock (_gate)
        {
            return _replica.GetStatistics() with
            {
                FramesReceived = _framesReceived,
                FramesSent = Interlocked.Read(ref _framesSent),
                BytesReceived = _bytesReceived,
                BytesSent = Interlocked.Read(ref _bytesSent),
                FramesDropped = _inbox.Dropped,
            };
        }
    }

    public ImmutableArray<PeerId> GetBlocked()
    {
        lock (_gate) return _replica.Blocked;
    }

    public void Block(PeerId author, string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        ThrowIfReentrant();
        lock (_gate)
        {
            ThrowIfUnusable();
            _replica.Block(author, reason);
        }

        _wakeup.Set();
    }

    public void Unblock(PeerId author)
    {
        ThrowIfReentrant();
        lock (_gate)
        {
            ThrowIfUnusable();
            _replica.Unblock(author);
        }

        _wakeup.Set();
    }

    public async ValueTask DisposeAsync() => await _closing.Value.ConfigureAwait(false);

    void ITransportReceiver.OnFrame(ReadOnlySpan<byte> frame)
    {
        if (_isClosing || _fault is not null) return;
        if (!_inbox.TryAdd(frame)) _news.Lost("The inbox was full: frames were dropped and are asked for again.");
        _wakeup.Set();
    }

    void ITransportReceiver.OnConnected()
    {
        _news.Connected();
        _wakeup.Set();
    }

    void ITransportReceiver.OnDisconnected(string reason)
    {
        _news.Disconnected(reason);
        _wakeup.Set();
    }

    void ITransportReceiver.OnFramesLost(string reason)
    {
        _news.Lost(reason);
        _wakeup.Set();
    }

    private void NoteKeyAdded(object? sender, EventArgs e)
    {
        _areKeysNew = true;
        _wakeup.Set();
    }

    private bool IsFull => _replica.PendingBytes >= _options.MaxPendingBytes;

    private object Prepare<TAction>(Func<TState, TAction> prepare) =>
        prepare(State) ?? throw new InvalidOperationException("The function given to Dispatch returned null instead of an action.");

    private long WallClock => _time.GetUtcNow().ToUnixTimeMilliseconds();

    private Stamp DispatchLocked(int kind, object action, long wallClock)
    {
        try
        {
            var stamp = _replica.Dispatch(kind, action, wallClock);
            Publish();
            _wakeup.Set();
            return stamp;
        }
        catch (Exception exception) when (exception is not (ActionRefusedException or HistoryHaltedException or OverflowException))
        {
            Fault(exception);
            throw _fault!;
        }
    }

    private void Publish()
    {
        _published = _replica.State;
        _notifier.StateChanged();
    }

    private void TellEvents()
    {
        foreach (var happened in _replica.Events)
        {
            _logger.Log(LevelOf(happened), "{Event}", happened.Message);
            _notifier.Tell(happened);
        }

        _replica.Events.Clear();
    }

    private static LogLevel LevelOf(StoreEvent happened) => happened switch
    {
        StoreFaulted => LogLevel.Critical,
        AppendFailed or HistoryHalted or DivergenceDetected or ForkDetected or ReducerThrew or SubscriberThrew => LogLevel.Error,
        AdmissionThrew or CommutationBroken => LogLevel.Error,
        FeedFrozen or IncarnationChanged or UpdatesReissued or UpdatesWithdrawn or PeerBlocked => LogLevel.Warning,
        TransportTooNarrow or FrameRefused or UpdateVoided or FramesLost or TransportDisconnected or UnknownKind or UpdatesUndecryptable or BodyVoided or StateNotHashed => LogLevel.Warning,
        _ => LogLevel.Information,
    };

    private void Fault(Exception exception)
    {
        if (_fault is not null) return;
        _fault = new StoreFaultedException(
            $"The store stopped: {exception.Message} What was durable is safe; open the store again once the cause is gone.", exception);
        _notifier.Faulted(_fault);
        _replica.Raise(new StoreFaulted(exception));
        _waiters.Fail(_fault);
        _flushing.Fail(_fault);

        // What they came to would be of no use. Not here: whatever they do when they are cancelled, the lock is held.
        _ = _closingHooks.CancelAsync();
        TellEvents();
        TellProgress();
        _wakeup.Set();
    }

    /// <summary>There may be room again for those whom <see cref="IsFull"/> made wait.</summary>
    private void TellProgress() =>
        Interlocked.Exchange(ref _progress, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();

    private void ThrowIfReentrant()
    {
        if (_gate.IsHeldByCurrentThread)
        {
            throw new InvalidOperationException(
                "Dispatch was called from within a reducer, or from within the function given to Dispatch. A reducer only returns a state; dispatch from a subscriber instead.");
        }
    }

    private void ThrowIfUnusable()
    {
        ObjectDisposedException.ThrowIf(_isClosing, typeof(Store<TState>));
        ThrowIfFaulted();
    }

    private void ThrowIfFaulted()
    {
        if (_fault is { } fault) throw new StoreFaultedException(fault.Message, fault.InnerException!);
    }

    private StoreBusyException TooBusy() => new(
        $"{_replica.PendingBytes} bytes of updates wait to be stored and sent, of at most {_options.MaxPendingBytes} ({nameof(StoreOptions.MaxPendingBytes)}). Use DispatchAsync, which waits for room.");
}
