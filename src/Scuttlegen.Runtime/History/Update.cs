namespace Scuttlegen;

/// <summary>One update of a store's history.</summary>
/// <param name="Stamp">Its place in the one order that every peer agrees on.</param>
/// <param name="Sequence">Its place in its source's feed, from 1; 0 for a local action, which is in no feed.</param>
/// <param name="Timestamp">Its wall-clock time at the origin, in UTC, to the millisecond: what the author claims. The epoch if the update is encrypted with a key that is missing here.</param>
/// <param name="Kind">The action's kind, or <see langword="null"/> if the update is a no-op here.</param>
/// <param name="Action">
/// The action, or <see langword="null"/> if the update is a no-op here: of a kind that this version does not know, with a payload that is no value of its kind, or encrypted with a key that is missing here.
/// </param>
public readonly record struct Update(Stamp Stamp, ulong Sequence, DateTimeOffset Timestamp, string? Kind, object? Action)
{
    /// <summary>The author of the update's feed.</summary>
    public Source Source => Stamp.Source;
}
