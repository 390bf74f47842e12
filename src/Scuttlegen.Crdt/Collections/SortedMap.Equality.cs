namespace Scuttlegen.Crdt.Collections;

internal readonly partial struct SortedMap<TKey, TValue, TOrder>
{
    /// <summary>Whether both have the same keys with equal values, whatever the shapes of their trees.</summary>
    public static bool AreEqual<TEquality>(SortedMap<TKey, TValue, TOrder> left, SortedMap<TKey, TValue, TOrder> right, TEquality equality)
        where TEquality : struct, IValueEquality<TValue>
    {
        if (AreSame(left, right)) return true;
        if (left.Count != right.Count) return false;
        var theirs = right.GetEnumerator();
        foreach (var entry in left)
        {
            theirs.MoveNext();
            if (default(TOrder).Compare(entry.Key, theirs.Current.Key) != 0 || !equality.AreEqual(entry.Value, theirs.Current.Value)) return false;
        }

        return true;
    }
}
