namespace Scuttlegen;

/// <content>Hashing the state for heartbeats: beside the loop and outside the lock, for it takes as long as the state is large.</content>
internal sealed partial class StoreDriver<TState>
{
    // Hashing rests so many times as long as it took, so that it never takes more than some hundredths of the time.
    private const int RestPerHash = 30;

    private Task _hashing = Task.CompletedTask;
    private TimeSpan _hashDue;

    public string? ComputeStateHash() => _replica.HasStateCodec ? _replica.HashState(State).ToString() : null;

    private void BeginHashing()
    {
        if (!_hashing.IsCompleted || Now < _hashDue || !_replica.TryTakeStateToHash(out var state, out var digest)) return;
        _hashing = Task.Run(() => Hash(state, digest));
    }

    private void Hash(TState state, ulong digest)
    {
        var began = Now;
        try
        {
            var hash = _replica.HashState(state).Prefix;
            lock (_gate) _replica.StateHashed(digest, hash);
        }
        catch (Exception exception)
        {
            lock (_gate)
            {
                _replica.StateNotHashed(exception);
                TellEvents();
            }
        }

        lock (_gate) _hashDue = Now + (RestPerHash * (Now - began));
    }
}
