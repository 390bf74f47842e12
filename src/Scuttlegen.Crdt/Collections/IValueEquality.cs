namespace Scuttlegen.Crdt.Collections;

/// <summary>When two values of a map are equal: where their canonical bytes are.</summary>
internal interface IValueEquality<TValue>
{
    bool AreEqual(TValue left, TValue right);
}

/// <summary>The equality of types whose own one agrees with their canonical bytes.</summary>
internal readonly struct OwnEquality<TValue> : IValueEquality<TValue>
    where TValue : IEquatable<TValue>
{
    public bool AreEqual(TValue left, TValue right) => left.Equals(right);
}
