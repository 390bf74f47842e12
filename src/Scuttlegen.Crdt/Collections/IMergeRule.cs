namespace Scuttlegen.Crdt.Collections;

/// <summary>
/// How the values of two maps merge, key by key. Where both sides are one and the same subtree it is kept without being asked about,
/// so a rule must be idempotent.
/// </summary>
internal interface IMergeRule<TKey, TValue>
{
    /// <summary>Whether every pair that only the left map has is kept as it is, so that whole subtrees need no look.</summary>
    bool KeepsLeft { get; }

    /// <summary>Whether every pair that only the right map has is kept as it is.</summary>
    bool KeepsRight { get; }

    /// <summary>Judges a pair that only the left map has.</summary>
    bool TryLeft(TKey key, TValue value, out TValue kept);

    /// <summary>Judges a pair that only the right map has.</summary>
    bool TryRight(TKey key, TValue value, out TValue kept);

    /// <summary>Judges a key that both maps have. Returning the left instance where it equals the result keeps sharing.</summary>
    bool TryBoth(TKey key, TValue left, TValue right, out TValue merged);
}
