namespace Scuttlegen.Crdt.Collections;

/// <summary>Keeps every pair, and joins the values of keys that both maps have: the pointwise least upper bound.</summary>
internal readonly struct UnionRule<TKey, TValue, TJoin> : IMergeRule<TKey, TValue>
    where TJoin : struct, IJoin<TValue>
{
    public bool KeepsLeft => true;

    public bool KeepsRight => true;

    public bool TryLeft(TKey key, TValue value, out TValue kept)
    {
        kept = value;
        return true;
    }

    public bool TryRight(TKey key, TValue value, out TValue kept)
    {
        kept = value;
        return true;
    }

    public bool TryBoth(TKey key, TValue left, TValue right, out TValue merged)
    {
        merged = default(TJoin).Join(left, right);
        return true;
    }
}
