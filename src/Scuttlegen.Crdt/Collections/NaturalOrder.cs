namespace Scuttlegen.Crdt.Collections;

/// <summary>The order of a type that has a total, culture-free order of its own.</summary>
internal readonly struct NaturalOrder<T> : IComparer<T>
    where T : IComparable<T>
{
    public int Compare(T? x, T? y) => x!.CompareTo(y);
}
