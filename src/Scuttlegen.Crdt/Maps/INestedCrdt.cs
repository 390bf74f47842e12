using Scuttlegen.Crdt.Causality;
using Scuttlegen.Wire;

namespace Scuttlegen.Crdt;

/// <summary>
/// A CRDT that can be the value of an <see cref="ORMap{TKey, TValue}"/>: one that can take back what was observed of it. <see cref="ORSet{T}"/>, <see cref="MVRegister{T}"/>, <see cref="EWFlag"/>,
/// <see cref="ResettableCounter"/> and <see cref="ORMap{TKey, TValue}"/> itself.
/// </summary>
/// <remarks>
/// <para>
/// A causal CRDT is a store of dots and a context of all dots seen. Nested, it gives up its context for that of the outermost map: one context tells of every key's dots, also of keys whose content is gone, and so a removed key leaves nothing
/// behind and does not come back. Dots are unique across the map, hence contexts that know more than one value's dots do no harm.
/// </para>
/// <para>It cannot be implemented outside this library.</para>
/// </remarks>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface INestedCrdt<TSelf> : ICrdt<TSelf>
    where TSelf : INestedCrdt<TSelf>
{
    /// <summary>Whether content that was taken back leaves something to be kept, so that a value may be there and count as absent.</summary>
    internal static abstract bool LeavesTraces { get; }

    /// <summary>Whether there is nothing to keep.</summary>
    internal bool IsBottom { get; }

    /// <summary>Whether a map shows no such key.</summary>
    internal bool IsAbsent { get; }

    /// <summary>The same store with another context: the map's when it is handed out, none while it is kept.</summary>
    internal TSelf Within(DotContext context);

    /// <summary>The merge of two stores, neither with a context of its own; this instance if it is the result.</summary>
    internal TSelf Join(DotContext seen, TSelf other, DotContext otherSeen);

    internal bool HasSameStore(TSelf other);

    /// <summary>What takes back all that is there, with the context of just that.</summary>
    internal INestedDelta<TSelf> Reset();

    internal int GetMaxStoreSize();

    internal void WriteStore(ref CborWriter writer, Source[] sources);

    internal static abstract TSelf ReadStore(ref CborReader reader, DotContext context, Source[] sources);

    /// <summary>Reads a delta that says something.</summary>
    internal static abstract INestedDelta<TSelf> ReadDelta(ref CborReader reader, DotContext context, Source[] sources);
}

/// <summary>A delta of a CRDT that can be the value of an <see cref="ORMap{TKey, TValue}"/>. It cannot be implemented outside this library.</summary>
/// <typeparam name="TCrdt">The type of the CRDT.</typeparam>
public interface INestedDelta<TCrdt>
    where TCrdt : INestedCrdt<TCrdt>
{
    /// <summary>The delta's own context, empty while it is kept in a map's delta.</summary>
    internal DotContext Seen { get; }

    /// <summary>Whether it, with its own context, says nothing of any change: then no map's delta names its key.</summary>
    internal bool SaysNothing { get; }

    /// <summary>The same delta with another context: none while it is kept in a map's.</summary>
    internal INestedDelta<TCrdt> Within(DotContext context);

    /// <summary>The store with this delta merged in, neither with a context of its own.</summary>
    internal TCrdt ApplyTo(TCrdt store, DotContext seen, DotContext deltaSeen);

    /// <summary>The merge of two deltas, neither with a context of its own; this instance if it is the result.</summary>
    internal INestedDelta<TCrdt> Join(DotContext seen, INestedDelta<TCrdt> other, DotContext otherSeen);

    internal bool HasSameStore(INestedDelta<TCrdt> other);

    internal int GetMaxStoreSize();

    internal void WriteStore(ref CborWriter writer, Source[] sources);
}
