using Scuttlegen.Crdt.Causality;
using Scuttlegen.Crdt.Collections;
using Scuttlegen.Wire;

namespace Scuttlegen.Crdt;

public sealed partial class ORMap<TKey, TValue> : INestedCrdt<ORMap<TKey, TValue>>
{
    static bool INestedCrdt<ORMap<TKey, TValue>>.LeavesTraces => TValue.LeavesTraces;

    bool INestedCrdt<ORMap<TKey, TValue>>.IsBottom => _entries.IsEmpty;

    bool INestedCrdt<ORMap<TKey, TValue>>.IsAbsent => Count == 0;

    ORMap<TKey, TValue> INestedCrdt<ORMap<TKey, TValue>>.Within(DotContext context) => new(_entries, context);

    ORMap<TKey, TValue> INestedCrdt<ORMap<TKey, TValue>>.Join(DotContext seen, ORMap<TKey, TValue> other, DotContext otherSeen) => WithStore(Join(seen, other, otherSeen));

    bool INestedCrdt<ORMap<TKey, TValue>>.HasSameStore(ORMap<TKey, TValue> other) => HasSameStore(other);

    INestedDelta<ORMap<TKey, TValue>> INestedCrdt<ORMap<TKey, TValue>>.Reset()
    {
        var delta = Delta.Empty;
        foreach (var entry in _entries.InNoOrder) delta = delta.Merge(Delta.Of(entry.Key, entry.Value.Reset()));
        return delta;
    }

    int INestedCrdt<ORMap<TKey, TValue>>.GetMaxStoreSize() => GetMaxStoreSize();

    void INestedCrdt<ORMap<TKey, TValue>>.WriteStore(ref CborWriter writer, Source[] sources) => WriteStore(ref writer, sources);

    static ORMap<TKey, TValue> INestedCrdt<ORMap<TKey, TValue>>.ReadStore(ref CborReader reader, DotContext context, Source[] sources) =>
        new(ReadStore(ref reader, context, sources), default);

    static INestedDelta<ORMap<TKey, TValue>> INestedCrdt<ORMap<TKey, TValue>>.ReadDelta(ref CborReader reader, DotContext context, Source[] sources) =>
        Delta.ReadNested(ref reader, context, sources);

    private ORMap<TKey, TValue> WithStore(HashTrie<TKey, TValue, ElementOrder<TKey>> entries) =>
        HashTrie<TKey, TValue, ElementOrder<TKey>>.AreSame(entries, _entries) ? this : new ORMap<TKey, TValue>(entries, default);

    public sealed partial class Delta : INestedDelta<ORMap<TKey, TValue>>
    {
        DotContext INestedDelta<ORMap<TKey, TValue>>.Seen => Context;

        bool INestedDelta<ORMap<TKey, TValue>>.SaysNothing => Entries.IsEmpty;

        INestedDelta<ORMap<TKey, TValue>> INestedDelta<ORMap<TKey, TValue>>.Within(DotContext context) => new Delta(Entries, context);

        ORMap<TKey, TValue> INestedDelta<ORMap<TKey, TValue>>.ApplyTo(ORMap<TKey, TValue> store, DotContext seen, DotContext deltaSeen) =>
            store.WithStore(store.Apply(this, seen, deltaSeen));

        INestedDelta<ORMap<TKey, TValue>> INestedDelta<ORMap<TKey, TValue>>.Join(DotContext seen, INestedDelta<ORMap<TKey, TValue>> other, DotContext otherSeen) =>
            With(Join(seen, (Delta)other, otherSeen), default);

        bool INestedDelta<ORMap<TKey, TValue>>.HasSameStore(INestedDelta<ORMap<TKey, TValue>> other) => HasSameStore((Delta)other);

        int INestedDelta<ORMap<TKey, TValue>>.GetMaxStoreSize() => GetMaxStoreSize();

        void INestedDelta<ORMap<TKey, TValue>>.WriteStore(ref CborWriter writer, Source[] sources) => WriteStore(ref writer, sources);

        internal static Delta ReadNested(ref CborReader reader, DotContext context, Source[] sources)
        {
            var start = reader.Position;
            var entries = ReadStore(ref reader, context, sources);
            if (entries.IsEmpty) Refuse.NotCanonical(start, "A delta without changes is left out");
            return new Delta(entries, default);
        }
    }
}
