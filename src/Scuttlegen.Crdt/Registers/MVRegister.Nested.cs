using Scuttlegen.Crdt.Causality;
using Scuttlegen.Wire;

namespace Scuttlegen.Crdt;

public sealed partial class MVRegister<T> : INestedCrdt<MVRegister<T>>, INestedDelta<MVRegister<T>>
{
    static bool INestedCrdt<MVRegister<T>>.LeavesTraces => false;

    bool INestedCrdt<MVRegister<T>>.IsBottom => Count == 0;

    bool INestedCrdt<MVRegister<T>>.IsAbsent => Count == 0;

    DotContext INestedDelta<MVRegister<T>>.Seen => _context;

    // Without a write it still says of those it has seen that they are gone.
    bool INestedDelta<MVRegister<T>>.SaysNothing => _context.IsEmpty;

    MVRegister<T> INestedCrdt<MVRegister<T>>.Within(DotContext context) => new(_dots, _values, context);

    MVRegister<T> INestedCrdt<MVRegister<T>>.Join(DotContext seen, MVRegister<T> other, DotContext otherSeen) => JoinStores(seen, other, otherSeen);

    bool INestedCrdt<MVRegister<T>>.HasSameStore(MVRegister<T> other) => HasSameWrites(other);

    INestedDelta<MVRegister<T>> INestedCrdt<MVRegister<T>>.Reset() => new MVRegister<T>([], [], default(DotContext).With(_dots));

    int INestedCrdt<MVRegister<T>>.GetMaxStoreSize() => GetMaxStoreSize();

    void INestedCrdt<MVRegister<T>>.WriteStore(ref CborWriter writer, Source[] sources) => WriteNested(ref writer, sources);

    static MVRegister<T> INestedCrdt<MVRegister<T>>.ReadStore(ref CborReader reader, DotContext context, Source[] sources) => ReadNested(ref reader, context, sources);

    static INestedDelta<MVRegister<T>> INestedCrdt<MVRegister<T>>.ReadDelta(ref CborReader reader, DotContext context, Source[] sources) => ReadNested(ref reader, context, sources);

    INestedDelta<MVRegister<T>> INestedDelta<MVRegister<T>>.Within(DotContext context) => new MVRegister<T>(_dots, _values, context);

    MVRegister<T> INestedDelta<MVRegister<T>>.ApplyTo(MVRegister<T> store, DotContext seen, DotContext deltaSeen) => store.JoinStores(seen, this, deltaSeen);

    INestedDelta<MVRegister<T>> INestedDelta<MVRegister<T>>.Join(DotContext seen, INestedDelta<MVRegister<T>> other, DotContext otherSeen) =>
        JoinStores(seen, (MVRegister<T>)other, otherSeen);

    bool INestedDelta<MVRegister<T>>.HasSameStore(INestedDelta<MVRegister<T>> other) => HasSameWrites((MVRegister<T>)other);

    int INestedDelta<MVRegister<T>>.GetMaxStoreSize() => GetMaxStoreSize();

    void INestedDelta<MVRegister<T>>.WriteStore(ref CborWriter writer, Source[] sources) => WriteNested(ref writer, sources);

    // Alone the two arrays follow the context; nested they are one item.
    private void WriteNested(ref CborWriter writer, Source[] sources)
    {
        writer.WriteArrayHeader(ItemCount - 1);
        WriteStore(ref writer, sources);
    }

    private static MVRegister<T> ReadNested(ref CborReader reader, DotContext context, Source[] sources)
    {
        reader.ReadArrayHeader(ItemCount - 1);
        reader.Enter();
        var (dots, values) = ReadStore(ref reader, context, sources);
        reader.Leave();
        return new MVRegister<T>(dots, values, default);
    }

    private MVRegister<T> JoinStores(DotContext seen, MVRegister<T> other, DotContext otherSeen)
    {
        var (dots, values) = Join(seen, other, otherSeen);
        return ReferenceEquals(dots, _dots) && ReferenceEquals(values, _values) ? this : new MVRegister<T>(dots, values, _context);
    }
}
