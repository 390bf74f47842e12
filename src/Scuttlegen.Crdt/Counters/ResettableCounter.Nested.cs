using Scuttlegen.Crdt.Causality;
using Scuttlegen.Wire;

namespace Scuttlegen.Crdt;

public sealed partial class ResettableCounter : INestedCrdt<ResettableCounter>, INestedDelta<ResettableCounter>
{
    // How much was reset must stay, or a count that arrives later would bring back what came before it.
    static bool INestedCrdt<ResettableCounter>.LeavesTraces => true;

    bool INestedCrdt<ResettableCounter>.IsBottom => IsBottom;

    bool INestedCrdt<ResettableCounter>.IsAbsent => _counted.Equals(_reset);

    DotContext INestedDelta<ResettableCounter>.Seen => default;

    bool INestedDelta<ResettableCounter>.SaysNothing => IsBottom;

    private bool IsBottom => _counted.Equals(PNCounter.Empty);

    ResettableCounter INestedCrdt<ResettableCounter>.Within(DotContext context) => this;

    ResettableCounter INestedCrdt<ResettableCounter>.Join(DotContext seen, ResettableCounter other, DotContext otherSeen) => Merge(other);

    bool INestedCrdt<ResettableCounter>.HasSameStore(ResettableCounter other) => Equals(other);

    INestedDelta<ResettableCounter> INestedCrdt<ResettableCounter>.Reset() => Observe().ToDelta();

    int INestedCrdt<ResettableCounter>.GetMaxStoreSize() => GetMaxSize(this);

    void INestedCrdt<ResettableCounter>.WriteStore(ref CborWriter writer, Source[] sources) => Write(ref writer, this);

    static ResettableCounter INestedCrdt<ResettableCounter>.ReadStore(ref CborReader reader, DotContext context, Source[] sources) => ReadNested(ref reader);

    static INestedDelta<ResettableCounter> INestedCrdt<ResettableCounter>.ReadDelta(ref CborReader reader, DotContext context, Source[] sources) => ReadNested(ref reader);

    INestedDelta<ResettableCounter> INestedDelta<ResettableCounter>.Within(DotContext context) => this;

    ResettableCounter INestedDelta<ResettableCounter>.ApplyTo(ResettableCounter store, DotContext seen, DotContext deltaSeen) => store.Merge(this);

    INestedDelta<ResettableCounter> INestedDelta<ResettableCounter>.Join(DotContext seen, INestedDelta<ResettableCounter> other, DotContext otherSeen) =>
        Merge((ResettableCounter)other);

    bool INestedDelta<ResettableCounter>.HasSameStore(INestedDelta<ResettableCounter> other) => Equals((ResettableCounter)other);

    int INestedDelta<ResettableCounter>.GetMaxStoreSize() => GetMaxSize(this);

    void INestedDelta<ResettableCounter>.WriteStore(ref CborWriter writer, Source[] sources) => Write(ref writer, this);

    private static ResettableCounter ReadNested(ref CborReader reader)
    {
        var start = reader.Position;
        var counter = Read(ref reader);
        if (counter.IsBottom) Refuse.NotCanonical(start, "A counter that nobody has counted on is left out");
        return counter;
    }
}
