namespace Scuttlegen.Crdt.Collections;

internal readonly partial struct SortedMap<TKey, TValue, TOrder>
{
    /// <summary>Whether both have the same keys with equal values, whatever the shapes of their trees. Blocks that both share are not looked into.</summary>
    public static bool AreEqual<TEquality>(SortedMap<TKey, TValue, TOrder> left, SortedMap<TKey, TValue, TOrder> right, TEquality equality)
        where TEquality : struct, IValueEquality<TValue>
    {
        if (AreSame(left, right)) return true;
        if (left.Count != right.Count) return false;
        var (ours, theirs) = (left.GetEnumerator(), right.GetEnumerator());
        var order = TOrder.Current;
        while (ours.MoveNext())
        {
            theirs.MoveNext();
            if (ours.SkipBlock(ref theirs)) continue;
            var (our, their) = (ours.Current, theirs.Current);
            if (order.Compare(our.Key, their.Key) != 0 || !equality.AreEqual(our.Value, their.Value)) return false;
        }

        return true;
    }
}
