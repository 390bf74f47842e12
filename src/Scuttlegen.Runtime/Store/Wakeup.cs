namespace Scuttlegen;

/// <summary>Wakes one waiting loop; any number of wakes before it waits count as one.</summary>
internal sealed class Wakeup : IDisposable
{
    private readonly SemaphoreSlim _semaphore = new(0, 1);
    private int _isSet;

    public void Set()
    {
        // What the loop is woken for must be visible before the read: else it clears the flag, misses the news and sleeps, while we find the flag still set.
        Interlocked.MemoryBarrier();

        // The first read keeps the line shared: a loop of dispatches finds it set nearly always.
        if (Volatile.Read(ref _isSet) == 0 && Interlocked.Exchange(ref _isSet, 1) == 0) _semaphore.Release();
    }

    public async ValueTask WaitAsync()
    {
        await _semaphore.WaitAsync().ConfigureAwait(false);
        Interlocked.Exchange(ref _isSet, 0);
    }

    public void Dispose() => _semaphore.Dispose();
}
