using Scuttlegen.Crdt.Causality;
using Scuttlegen.Crdt.Collections;
using Scuttlegen.Wire;

namespace Scuttlegen.Crdt;

public sealed partial class ORSet<T> : INestedCrdt<ORSet<T>>
{
    static bool INestedCrdt<ORSet<T>>.LeavesTraces => false;

    bool INestedCrdt<ORSet<T>>.IsBottom => Count == 0;

    bool INestedCrdt<ORSet<T>>.IsAbsent => Count == 0;

    ORSet<T> INestedCrdt<ORSet<T>>.Within(DotContext context) => new(_elements, context);

    ORSet<T> INestedCrdt<ORSet<T>>.Join(DotContext seen, ORSet<T> other, DotContext otherSeen) =>
        WithStore(_elements.Merge(other._elements, new ObservedRemoveRule(seen, otherSeen)));

    bool INestedCrdt<ORSet<T>>.HasSameStore(ORSet<T> other) =>
        HashTrie<T, DotSet, ElementOrder<T>>.AreEqual(_elements, other._elements, default(OwnEquality<DotSet>));

    INestedDelta<ORSet<T>> INestedCrdt<ORSet<T>>.Reset()
    {
        var entries = new List<(T Key, Delta.Change Value)>(Count);
        var context = default(DotContext);
        foreach (var entry in _elements.ToSortedArray())
        {
            entries.Add((entry.Key, new Delta.Change(default, entry.Value)));
            context = context.With(entry.Value);
        }

        return Delta.Of(SortedMap<T, Delta.Change, ElementOrder<T>>.FromSorted(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(entries)), context);
    }

    int INestedCrdt<ORSet<T>>.GetMaxStoreSize() => GetMaxStoreSize();

    void INestedCrdt<ORSet<T>>.WriteStore(ref CborWriter writer, Source[] sources) => WriteStore(ref writer, sources);

    static ORSet<T> INestedCrdt<ORSet<T>>.ReadStore(ref CborReader reader, DotContext context, Source[] sources) =>
        new(ReadStore(ref reader, context, sources), default);

    static INestedDelta<ORSet<T>> INestedCrdt<ORSet<T>>.ReadDelta(ref CborReader reader, DotContext context, Source[] sources) =>
        Delta.ReadNested(ref reader, context, sources);

    private ORSet<T> WithStore(HashTrie<T, DotSet, ElementOrder<T>> elements) =>
        HashTrie<T, DotSet, ElementOrder<T>>.AreSame(elements, _elements) ? this : new ORSet<T>(elements, default);

    public sealed partial class Delta : INestedDelta<ORSet<T>>
    {
        DotContext INestedDelta<ORSet<T>>.Seen => Context;

        bool INestedDelta<ORSet<T>>.SaysNothing => Entries.IsEmpty;

        INestedDelta<ORSet<T>> INestedDelta<ORSet<T>>.Within(DotContext context) => new Delta(Entries, context);

        ORSet<T> INestedDelta<ORSet<T>>.ApplyTo(ORSet<T> store, DotContext seen, DotContext deltaSeen) => store.WithStore(store.Apply(this, seen));

        INestedDelta<ORSet<T>> INestedDelta<ORSet<T>>.Join(DotContext seen, INestedDelta<ORSet<T>> other, DotContext otherSeen)
        {
            var entries = Entries.Merge(((Delta)other).Entries, default(UnionRule<T, Change, ChangeJoin>));
            return SortedMap<T, Change, ElementOrder<T>>.AreSame(entries, Entries) ? this : new Delta(entries, default);
        }

        bool INestedDelta<ORSet<T>>.HasSameStore(INestedDelta<ORSet<T>> other) =>
            SortedMap<T, Change, ElementOrder<T>>.AreEqual(Entries, ((Delta)other).Entries, default(ChangeEquality));

        int INestedDelta<ORSet<T>>.GetMaxStoreSize() => GetMaxStoreSize();

        void INestedDelta<ORSet<T>>.WriteStore(ref CborWriter writer, Source[] sources) => WriteStore(ref writer, sources);

        internal static Delta Of(SortedMap<T, Change, ElementOrder<T>> entries, DotContext context) => new(entries, context);

        internal static Delta ReadNested(ref CborReader reader, DotContext context, Source[] sources)
        {
            var start = reader.Position;
            var entries = ReadStore(ref reader, context, sources);
            if (entries.IsEmpty) Refuse.NotCanonical(start, "A delta without changes is left out");
            return new Delta(entries, default);
        }
    }
}
