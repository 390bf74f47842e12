namespace Scuttlegen;

/// <summary>How a subscriber is told of new states. Whatever the way, one call at a time, never while the store is locked, and never an older state after a newer one.</summary>
public sealed class Delivery
{
    private readonly Action<Action>? _post;

    private Delivery(Action<Action>? post) => _post = post;

    /// <summary>
    /// On a loop of the store's own; changes that come close together are told once, with the newest state. A slow subscriber delays others that are told this way,
    /// but no dispatch. The default where no <see cref="SynchronizationContext"/> is current.
    /// </summary>
    public static Delivery Batched { get; } = new(null);

    /// <summary>
    /// On the thread that changed the state, before <c>Dispatch</c> returns there; what arrives from others, on the store's loop, which waits for the subscriber. If another thread is
    /// just telling the subscriber, or the subscriber itself dispatches, that call is followed by another with the newest state. For subscribers that take microseconds.
    /// </summary>
    public static Delivery Immediate { get; } = new(null);

    /// <summary>Posted to <paramref name="context"/>, at most one call at a time: a state that comes while one is waiting takes its place.</summary>
    public static Delivery On(SynchronizationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new Delivery(call => context.Post(static call => ((Action)call!)(), call));
    }

    /// <summary>Started on <paramref name="scheduler"/>, at most one call at a time: a state that comes while one is waiting takes its place.</summary>
    public static Delivery On(TaskScheduler scheduler)
    {
        ArgumentNullException.ThrowIfNull(scheduler);
        return new Delivery(call => _ = Task.Factory.StartNew(call, CancellationToken.None, TaskCreationOptions.DenyChildAttach, scheduler));
    }

    /// <summary>Posts to the current <see cref="SynchronizationContext"/> if there is one, else as <see cref="Batched"/>.</summary>
    internal static Delivery Captured => SynchronizationContext.Current is { } current ? On(current) : Batched;

    internal bool IsImmediate => ReferenceEquals(this, Immediate);

    /// <summary>Whether calls go elsewhere than to the thread that tells.</summary>
    internal bool IsPosted => _post is not null;

    internal void Post(Action call) => _post!(call);
}
