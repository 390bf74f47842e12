using Scuttlegen.Crdt.Causality;
using Scuttlegen.Wire;

namespace Scuttlegen.Crdt;

public sealed partial class EWFlag : INestedCrdt<EWFlag>, INestedDelta<EWFlag>
{
    static bool INestedCrdt<EWFlag>.LeavesTraces => false;

    bool INestedCrdt<EWFlag>.IsBottom => !IsEnabled;

    bool INestedCrdt<EWFlag>.IsAbsent => !IsEnabled;

    DotContext INestedDelta<EWFlag>.Seen => _context;

    // Without a dot it still says of those it has seen that they are gone.
    bool INestedDelta<EWFlag>.SaysNothing => _context.IsEmpty;

    EWFlag INestedCrdt<EWFlag>.Within(DotContext context) => new(_dots, context);

    EWFlag INestedCrdt<EWFlag>.Join(DotContext seen, EWFlag other, DotContext otherSeen) => Join(seen, other, otherSeen);

    bool INestedCrdt<EWFlag>.HasSameStore(EWFlag other) => DotSets.AreEqual(_dots, other._dots);

    INestedDelta<EWFlag> INestedCrdt<EWFlag>.Reset() => new EWFlag([], default(DotContext).With(_dots));

    int INestedCrdt<EWFlag>.GetMaxStoreSize() => DotContextCodec.GetMaxSize(_dots);

    void INestedCrdt<EWFlag>.WriteStore(ref CborWriter writer, Source[] sources) => DotContextCodec.Write(ref writer, _dots, sources);

    static EWFlag INestedCrdt<EWFlag>.ReadStore(ref CborReader reader, DotContext context, Source[] sources) => ReadStore(ref reader, context, sources);

    static INestedDelta<EWFlag> INestedCrdt<EWFlag>.ReadDelta(ref CborReader reader, DotContext context, Source[] sources) => ReadStore(ref reader, context, sources);

    INestedDelta<EWFlag> INestedDelta<EWFlag>.Within(DotContext context) => new EWFlag(_dots, context);

    EWFlag INestedDelta<EWFlag>.ApplyTo(EWFlag store, DotContext seen, DotContext deltaSeen) => store.Join(seen, this, deltaSeen);

    INestedDelta<EWFlag> INestedDelta<EWFlag>.Join(DotContext seen, INestedDelta<EWFlag> other, DotContext otherSeen) => Join(seen, (EWFlag)other, otherSeen);

    bool INestedDelta<EWFlag>.HasSameStore(INestedDelta<EWFlag> other) => DotSets.AreEqual(_dots, ((EWFlag)other)._dots);

    int INestedDelta<EWFlag>.GetMaxStoreSize() => DotContextCodec.GetMaxSize(_dots);

    void INestedDelta<EWFlag>.WriteStore(ref CborWriter writer, Source[] sources) => DotContextCodec.Write(ref writer, _dots, sources);

    private static EWFlag ReadStore(ref CborReader reader, DotContext context, Source[] sources) =>
        new(DotContextCodec.Read(ref reader, context, sources), default);

    private EWFlag Join(DotContext seen, EWFlag other, DotContext otherSeen)
    {
        var dots = DotSets.Merge(_dots, seen, other._dots, otherSeen);
        return ReferenceEquals(dots, _dots) ? this : new EWFlag(dots, _context);
    }
}
