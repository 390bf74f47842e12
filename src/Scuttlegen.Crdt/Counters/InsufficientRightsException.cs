namespace Scuttlegen.Crdt;

/// <summary>A source would spend, or give away, more of a <see cref="BoundedCounter"/> than it has rights to. The counter is unchanged.</summary>
public sealed class InsufficientRightsException : InvalidOperationException
{
    internal InsufficientRightsException(Source spender, UInt128 rights, ulong requested)
        : base(string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"The source {spender:S} has rights to {rights} of the counter and asked for {requested}: count up first, or let a source that has rights transfer some of them."))
        => (Spender, Rights, Requested) = (spender, rights, requested);

    /// <summary>The source whose rights do not suffice.</summary>
    public Source Spender { get; }

    /// <summary>The rights it has.</summary>
    public UInt128 Rights { get; }

    /// <summary>The rights it would need.</summary>
    public ulong Requested { get; }
}
