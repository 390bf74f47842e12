namespace Scuttlegen;

/// <summary>An average rate with a burst: open while anything is left, so that what is larger than the bucket passes too, and is paid for afterwards.</summary>
/// <param name="perSecond">How much flows in a second; any amount if <see langword="null"/>.</param>
/// <param name="burst">For how long it is saved.</param>
/// <param name="now">When it is full.</param>
internal struct TokenBucket(long? perSecond, TimeSpan burst, TimeSpan now)
{
    private double _level = (perSecond ?? 0) * burst.TotalSeconds;
    private TimeSpan _at = now;

    /// <summary>How long until something may be taken; zero if it may.</summary>
    public TimeSpan Closed(TimeSpan now)
    {
        if (perSecond is not { } rate) return TimeSpan.Zero;
        Fill(rate, now);
        return _level > 0 ? TimeSpan.Zero : TimeSpan.FromSeconds((1 - _level) / rate);
    }

    public void Take(long amount, TimeSpan now)
    {
        if (perSecond is not { } rate) return;
        Fill(rate, now);
        _level -= amount;
    }

    private void Fill(long rate, TimeSpan now)
    {
        if (now > _at) _level = Math.Min(rate * burst.TotalSeconds, _level + (rate * (now - _at).TotalSeconds));
        if (now > _at) _at = now;
    }
}
