using System.Collections;

namespace Scuttlegen;

/// <summary>An update as it stands in its feed.</summary>
/// <param name="Update">The update, with the kind that it claims; its action is <see langword="null"/> if it cannot be read here.</param>
/// <param name="IsVoid">Whether it changes nothing because it cannot be read here, or because a verifier refused it.</param>
public readonly record struct FeedUpdate(Update Update, bool IsVoid);

/// <summary>What a feed holds before the update that a verifier judges: every earlier one, by ascending sequence, without gaps. Valid during the call.</summary>
public readonly struct FeedPrefix : IReadOnlyList<FeedUpdate>
{
    private readonly List<FeedUpdate>? _updates;

    internal FeedPrefix(List<FeedUpdate>? updates, int count) => (_updates, Count) = (updates, count);

    /// <summary>How many updates came before.</summary>
    public int Count { get; }

    /// <summary>The update of sequence <paramref name="index"/> + 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is negative, or not less than <see cref="Count"/>.</exception>
    public FeedUpdate this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            return _updates![index];
        }
    }

    /// <summary>Enumerates the updates by ascending sequence.</summary>
    public IEnumerator<FeedUpdate> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return _updates![i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
