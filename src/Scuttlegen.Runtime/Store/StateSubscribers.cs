namespace Scuttlegen;

/// <summary>
/// One group of subscribers to states: tells them the newest state whenever it is another than the one told last. Whoever tells while another thread does leaves it to that thread, which
/// then looks once more, so no call overlaps another and none is missed.
/// </summary>
/// <param name="read">Reads the newest state, boxed if it is a struct: another object means another state.</param>
/// <param name="subscriptions">The subscribers.</param>
internal sealed class StateSubscribers<TState>(Func<object?> read, Subscriptions<TState> subscriptions)
{
    private object? _told = read();
    private int _wanted;

    public Subscriptions<TState> Subscriptions => subscriptions;

    /// <summary>While nobody is subscribed nobody tells: what is so by now is no news to the first who comes. What changes meanwhile may be left untold: tell afterwards.</summary>
    public void Skip()
    {
        if (!subscriptions.IsEmpty || Interlocked.CompareExchange(ref _wanted, 1, 0) != 0) return;
        _told = read();
        Interlocked.Exchange(ref _wanted, 0);
    }

    public void Tell()
    {
        if (Interlocked.Increment(ref _wanted) > 1) return;
        int served;
        do
        {
            served = Volatile.Read(ref _wanted);
            var newest = read();
            if (ReferenceEquals(newest, _told)) continue;
            _told = newest;
            subscriptions.Notify((TState)newest!);
        }
        while (Interlocked.CompareExchange(ref _wanted, 0, served) != served);
    }
}
