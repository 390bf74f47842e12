namespace Scuttlegen.Crdt.Collections;

/// <summary>Keys that can be hashed: where their order finds them equal, so are their hashes. Equal hashes of different keys cost time and nothing else.</summary>
internal interface IKeyHash<TKey, TSelf> : IKeyOrder<TKey, TSelf>
    where TSelf : struct, IKeyHash<TKey, TSelf>
{
    ulong Hash(TKey key);

    /// <summary>Whether the order finds them equal.</summary>
    bool AreEqual(TKey x, TKey y);
}
