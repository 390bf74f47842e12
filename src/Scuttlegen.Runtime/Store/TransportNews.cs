namespace Scuttlegen;

/// <summary>What the transport reported since the last turn, on its way from the transport's threads to the replica. Only the newest of each kind counts.</summary>
internal sealed class TransportNews
{
    private readonly Lock _gate = new();
    private bool? _isConnected;
    private string? _reason;
    private string? _lost;

    public void Connected()
    {
        lock (_gate) _isConnected = true;
    }

    public void Disconnected(string reason)
    {
        lock (_gate) (_isConnected, _reason) = (false, reason);
    }

    public void Lost(string reason)
    {
        lock (_gate) _lost = reason;
    }

    public void Deliver<TState>(Replica<TState> replica, TimeSpan now)
    {
        bool? isConnected;
        string? reason, lost;
        lock (_gate)
        {
            (isConnected, reason, lost) = (_isConnected, _reason, _lost);
            (_isConnected, _lost) = (null, null);
        }

        if (isConnected == false)
        {
            replica.Raise(new TransportDisconnected(reason!));
            replica.Disconnected();
        }

        if (isConnected == true)
        {
            replica.Raise(new TransportConnected());
            replica.Connected(now);
        }

        if (lost is null) return;
        replica.Raise(new FramesLost(lost));
        replica.FramesLost(now);
    }
}
