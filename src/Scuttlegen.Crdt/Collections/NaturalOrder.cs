namespace Scuttlegen.Crdt.Collections;

/// <summary>The order of a type that has a total, culture-free order of its own.</summary>
internal readonly struct NaturalOrder<T> : IKeyOrder<T, NaturalOrder<T>>
    where T : IComparable<T>
{
    public static NaturalOrder<T> Current => default;

    /// <summary>Sources and positions, of 16 to 40 bytes.</summary>
    public static int BlockSize => 12;

    public int Compare(T? x, T? y) => x!.CompareTo(y);
}
