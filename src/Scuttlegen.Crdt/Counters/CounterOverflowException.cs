namespace Scuttlegen.Crdt;

/// <summary>A source's count would exceed 2⁶⁴ − 1. The counter is unchanged.</summary>
public sealed class CounterOverflowException : OverflowException
{
    internal CounterOverflowException(Source source, ulong count, ulong by)
        : base(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The source {source:S} has counted to {count}: {by} more do not fit 64 bits."))
        => CountingSource = source;

    /// <summary>The source whose count would overflow.</summary>
    public Source CountingSource { get; }
}
