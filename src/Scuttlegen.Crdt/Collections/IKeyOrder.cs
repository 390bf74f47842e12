namespace Scuttlegen.Crdt.Collections;

/// <summary>A total order of keys, the same on every peer.</summary>
internal interface IKeyOrder<TKey, TSelf> : IComparer<TKey>
    where TSelf : struct, IKeyOrder<TKey, TSelf>
{
    /// <summary>The order, ready to compare many keys: what it takes to find out how is spent once.</summary>
    static abstract TSelf Current { get; }

    /// <summary>How many pairs lie in one block of a map: some half a kilobyte of them. A constant, not measured, so that trees have one shape on machines of any word.</summary>
    static abstract int BlockSize { get; }
}
