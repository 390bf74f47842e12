namespace Scuttlegen;

/// <summary>
/// Actions that are being signed, in the order in which they were dispatched: up to a limit of them may be signed at a time, and each may be logged once all before it have been, or have failed.
/// </summary>
/// <param name="limit">How many may be signed, or signed and waiting, at a time.</param>
internal sealed class SigningQueue(int limit)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<Place> _started = new();
    private readonly LinkedList<Place> _waiting = new();

    /// <summary>Takes the last place. <see cref="Leave"/> it in any case.</summary>
    public Place Enter()
    {
        var place = new Place();
        lock (_gate)
        {
            _waiting.AddLast(place.Node);
            Advance();
        }

        return place;
    }

    /// <summary>Gives a place up: its action is logged, or never will be.</summary>
    public void Leave(Place place)
    {
        lock (_gate)
        {
            place.Node.List!.Remove(place.Node);
            Advance();
        }
    }

    private void Advance()
    {
        while (_started.Count < limit && _waiting.First is { } next)
        {
            _waiting.Remove(next);
            _started.AddLast(next);
            next.Value.MayStart.TrySetResult();
        }

        _started.First?.Value.IsFirst.TrySetResult();
    }

    internal sealed class Place
    {
        public Place() => Node = new LinkedListNode<Place>(this);

        /// <summary>Completes when the action may be signed.</summary>
        public TaskCompletionSource MayStart { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Completes when all actions before this one have left.</summary>
        public TaskCompletionSource IsFirst { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal LinkedListNode<Place> Node { get; }
    }
}
