using System.Collections.Immutable;
using System.ComponentModel;
using Scuttlegen.Runtime;

namespace Scuttlegen;

/// <summary>
/// A replicated store: the state that every peer reaches by folding the same updates in the same order.
/// Generated stores derive from it and add the typed <c>Dispatch</c> methods.
/// </summary>
/// <remarks>
/// Every member may be called from any thread. Reading <see cref="State"/> never waits; the other readers wait for a dispatch or a replay under way.
/// </remarks>
/// <typeparam name="TState">The root state.</typeparam>
public abstract class Store<TState> : IObservable<TState>, IAsyncDisposable
{
    private readonly StoreDriver<TState> _driver;

    /// <summary>Called by generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Store(OpenStore<TState> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        _driver = open.Driver;
    }

    /// <summary>The newest state. It includes every action dispatched here before.</summary>
    public TState State => _driver.State;

    /// <summary>The history as it stands now, in stamp order: a snapshot that does not change while the store runs on.</summary>
    public History<TState> History => _driver.GetHistory();

    /// <summary>
    /// Under which source this peer writes. It changes when somebody else wrote under it, because the storage was restored from a backup or is open in two copies
    /// (<see cref="IncarnationChanged"/>, which also tells which updates changed their stamps).
    /// </summary>
    public Source Source => _driver.Self;

    /// <summary>Which store and room this is.</summary>
    public StoreId StoreId => _driver.StoreId;

    /// <summary>The other peers that are present, ordered by source.</summary>
    public ImmutableArray<PeerInfo> Peers => _driver.GetPeers();

    /// <summary>
    /// Hashes the newest state, for comparing peers: equal states have equal hashes, on every machine. Peers do so by themselves whenever they come to rest with the same updates, and raise
    /// <see cref="DivergenceDetected"/> should the hashes differ. Takes time that grows with the state, on the calling thread.
    /// </summary>
    /// <returns>The SHA-256 of the state's canonical bytes, local slices left out, in lower-case hexadecimal digits; <see langword="null"/> if the state's type has no canonical form (SCUT4001).</returns>
    /// <exception cref="Wire.WireFormatException">This state has no canonical form: a string of it holds a lone surrogate.</exception>
    /// <exception cref="InsufficientExecutionStackException">The state is nested too deep.</exception>
    public string? ComputeStateHash() => _driver.ComputeStateHash();

    /// <summary>
    /// Takes nothing more of an author, whichever incarnation it writes under: its updates are neither stored nor relayed by this peer, and those that it took leave the history, in the store's next turn
    /// (<see cref="PeerBlocked"/>). The one exemption from "same updates, same state everywhere": peers that block the same authors agree, others do not, and do not compare their states' hashes. To shut
    /// somebody out everywhere, let the owner revoke its role.
    /// </summary>
    /// <remarks>Lasts as long as the store is open: open it with <see cref="StoreOptions.Blocked"/> to keep it. What the storage holds of the author already stays there, unread. Other peers go on offering what they have of up to 256 sources
    /// in vain.</remarks>
    /// <param name="author">Whom: <see cref="Source.Peer"/> of its updates.</param>
    /// <param name="reason">Why, for the log.</param>
    /// <exception cref="ArgumentException">It is this peer itself, or there is no reason.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    /// <exception cref="StoreFaultedException">The store stopped.</exception>
    public void Block(PeerId author, string reason) => _driver.Block(author, reason);

    /// <summary>As <see cref="Block(PeerId, string)"/>, of the author of a source: another incarnation would be as easily had.</summary>
    /// <param name="source">One of the author's sources.</param>
    /// <param name="reason">Why, for the log.</param>
    /// <exception cref="ArgumentException">It is this peer itself, or there is no reason.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    /// <exception cref="StoreFaultedException">The store stopped.</exception>
    public void Block(Source source, string reason) => _driver.Block(source.Peer, reason);

    /// <summary>Takes an author's updates again: they are asked for, and come back.</summary>
    /// <param name="author">Whom.</param>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    /// <exception cref="StoreFaultedException">The store stopped.</exception>
    public void Unblock(PeerId author) => _driver.Unblock(author);

    /// <summary>The authors that are blocked here, in order.</summary>
    public ImmutableArray<PeerId> Blocked => _driver.GetBlocked();

    /// <summary>What the store has done since it was opened.</summary>
    public StoreStatistics Statistics => _driver.GetStatistics();

    /// <summary>
    /// As <see cref="Subscribe(Action{TState}, Delivery)"/>, posted to the <see cref="SynchronizationContext"/> current here if there is one, else <see cref="Delivery.Batched"/>.
    /// </summary>
    /// <exception cref="ArgumentNullException"><paramref name="subscriber"/> is <see langword="null"/>.</exception>
    public IDisposable Subscribe(Action<TState> subscriber) => Subscribe(subscriber, Delivery.Captured);

    /// <summary>
    /// Calls <paramref name="subscriber"/> after each change of the state with the newest one, until the result is disposed. A batch of updates from others, however many, is one
    /// change; changes that come close together are told once.
    /// </summary>
    /// <remarks>
    /// The subscriber may dispatch. What it throws is logged and told as <see cref="SubscriberThrew"/>; other subscribers are called all the same.
    /// </remarks>
    /// <param name="subscriber">Called one call at a time, never with an older state after a newer one.</param>
    /// <param name="delivery">Where it is called.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public IDisposable Subscribe(Action<TState> subscriber, Delivery delivery)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        ArgumentNullException.ThrowIfNull(delivery);
        return _driver.Notifier.Subscribe(subscriber, delivery);
    }

    /// <summary>As <see cref="Subscribe(Action{TState})"/>, but only when what <paramref name="selector"/> picks from the state is another than before.</summary>
    /// <param name="selector">Picks from a state what the subscriber wants to know. Called once here, then with each new state.</param>
    /// <param name="subscriber">Called with what was picked.</param>
    /// <exception cref="ArgumentNullException"><paramref name="selector"/> or <paramref name="subscriber"/> is <see langword="null"/>.</exception>
    public IDisposable Subscribe<TSelected>(Func<TState, TSelected> selector, Action<TSelected> subscriber) =>
        Subscribe(selector, subscriber, EqualityComparer<TSelected>.Default, Delivery.Captured);

    /// <summary>As <see cref="Subscribe(Action{TState}, Delivery)"/>, but only when what <paramref name="selector"/> picks from the state is another than before.</summary>
    /// <param name="selector">Picks from a state what the subscriber wants to know. Called once here, then with each new state.</param>
    /// <param name="subscriber">Called with what was picked.</param>
    /// <param name="comparer">Tells whether it has changed.</param>
    /// <param name="delivery">Where both are called.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public IDisposable Subscribe<TSelected>(
        Func<TState, TSelected> selector, Action<TSelected> subscriber, IEqualityComparer<TSelected> comparer, Delivery delivery)
    {
        ArgumentNullException.ThrowIfNull(selector);
        ArgumentNullException.ThrowIfNull(subscriber);
        ArgumentNullException.ThrowIfNull(comparer);
        ArgumentNullException.ThrowIfNull(delivery);
        return _driver.Notifier.Subscribe(selector, subscriber, comparer, delivery);
    }

    /// <summary>
    /// Tells <paramref name="observer"/> of each change of the state, as <see cref="Subscribe(Action{TState}, Delivery)"/> does; completes when the store is disposed, with
    /// a <see cref="StoreFaultedException"/> if it stopped for good before.
    /// </summary>
    /// <exception cref="ArgumentNullException"><paramref name="observer"/> is <see langword="null"/>.</exception>
    public IDisposable Subscribe(IObserver<TState> observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        return _driver.Notifier.Subscribe(observer, Delivery.Captured);
    }

    /// <summary>
    /// Calls <paramref name="subscriber"/> with each <see cref="StoreEvent"/>, in order, on a loop of the store's own, until the result is disposed. Should the
    /// subscriber fall 4,096 events behind, the oldest are dropped; all are logged.
    /// </summary>
    /// <exception cref="ArgumentNullException"><paramref name="subscriber"/> is <see langword="null"/>.</exception>
    public IDisposable SubscribeToEvents(Action<StoreEvent> subscriber)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        return _driver.Notifier.Subscribe(subscriber);
    }

    /// <summary>Completes when every action dispatched here before is durable and has been handed to the network.</summary>
    /// <exception cref="TransportUnavailableException">The network cannot be reached; the actions are durable all the same.</exception>
    /// <exception cref="StoreFaultedException">The store stopped for good.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public ValueTask FlushAsync(CancellationToken cancellationToken = default) => _driver.FlushAsync(cancellationToken);

    /// <summary>
    /// Stores and sends what was dispatched, for at most <see cref="StoreOptions.CloseTimeout"/>, says good-bye to the other peers and closes.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        await _driver.DisposeAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    /// <summary>Called by generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Stamp DispatchCore(int kind, object action) => _driver.Dispatch(kind, action);

    /// <summary>Called by generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Stamp DispatchCore<TAction>(int kind, Func<TState, TAction> prepare)
        where TAction : notnull
    {
        ArgumentNullException.ThrowIfNull(prepare);
        return _driver.Dispatch(kind, prepare);
    }

    /// <summary>Called by generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected ValueTask<Stamp> DispatchCoreAsync(int kind, object action, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(action);
        return _driver.DispatchAsync(kind, _ => action, cancellationToken);
    }

    /// <summary>Called by generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected ValueTask<Stamp> DispatchCoreAsync<TAction>(int kind, Func<TState, TAction> prepare, CancellationToken cancellationToken)
        where TAction : notnull
    {
        ArgumentNullException.ThrowIfNull(prepare);
        return _driver.DispatchAsync(kind, prepare, cancellationToken);
    }

    /// <summary>Called by generated code for actions whose signer completes later.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected ValueTask<Stamp> DispatchSignedCoreAsync(int kind, object action, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(action);
        return _driver.DispatchSignedAsync(kind, action, cancellationToken);
    }
}
