namespace Scuttlegen.Crdt.Collections;

/// <summary>The least upper bound of two values that two maps have under one key.</summary>
internal interface IJoin<TValue>
{
    /// <returns><paramref name="left"/> itself where it equals the result, so that maps stay shared.</returns>
    TValue Join(TValue left, TValue right);
}
