using Scuttlegen.Crdt;
using Scuttlegen.Testing;
using Scuttlegen.Wire;

namespace Scuttlegen.Fuzz;

/// <summary>States and deltas of every CRDT, as a short history leaves them.</summary>
internal static class CrdtCorpora
{
    public static IReadOnlyList<Corpus> All { get; } =
    [
        Of("GCounter", GCounter.Empty.Increment(S(0), 5).Value.Increment(S(1), 70_000)),
        Of("PNCounter", PNCounter.Empty.Increment(S(0), 5).Value.Decrement(S(1), 70_000)),
        Of("ResettableCounter", ResettableCounter.Empty.Increment(S(0), 5).Value.Reset().Value.Decrement(S(1), 3)),
        Of("BoundedCounter", BoundedCounter.Empty.Increment(S(0), 50).Value.Transfer(S(0), S(1), 20).Value.Decrement(S(1), 3)),
        Of("LWWRegister", LWWRegister<DateTimeOffset>.Empty.Set(new DateTimeOffset(2026, 11, 27, 1, 2, 3, TimeSpan.FromHours(-5)), T(300, 1))),
        Of("MVRegister", MVRegister<string>.Empty.Set("one", D(0, 1)).Value.Merge(MVRegister<string>.Empty.Set("other", D(1, 4)))),
        Of("MaxRegister", MaxRegister<decimal>.Empty.Raise(1.50m)),
        Of("EWFlag", EWFlag.Empty.Enable(D(0, 1)).Value.Merge(EWFlag.Empty.Enable(D(1, 9)))),
        Of("DWFlag", DWFlag.Empty.Enable(D(0, 1)).Value.Disable(D(1, 2))),
        Of("GSet", GSet<string>.Empty.Add("a").Value.Add("bb")),
        Of("TwoPhaseSet", TwoPhaseSet<long>.Empty.Add(1).Value.Add(-2).Value.Remove(1)),
        Of("ORSet", Set()),
        Of("ORSet delta", Set().Remove("b").Delta.Merge(Set().Add("zz", D(1, 1000)).Delta).Merge(ORSet<string>.Delta.OfAdd("q", D(2, 5000, 3)))),
        Of("ORSet removal", Set().Observe("a")),
        Of("RWSet", RWSet<string>.Empty.Add("a", D(0, 1)).Value.Remove("a", D(1, 1)).Value.Add("b", D(0, 2))),
        Of("LWWMap", LWWMap<string, int>.Empty.Set("a", 1, T(1, 0)).Value.Set("b", -2, T(2, 1)).Value.Remove("a", T(3, 1))),
        Of("ORMap", Map()),
        Of("ORMap delta", Map().Remove("a").Delta),
        Of("ReplicatedText", Text()),
        Of("ReplicatedText delta", Text().Insert(3, "later", D(2, 9)).Delta),
        Of("ReplicatedText edit", Text().PrepareReplace(2, 3, "new")),
        Of("ReplicatedList", List()),
        Of("ReplicatedList delta", List().Move(0, 2, D(2, 9), T(12, 2)).Delta),
        Of("ReplicatedList edit", List().PrepareMove(0, 2)),
        Of("ReplicatedTree", Tree()),
    ];

    private static Corpus Of<T, TDelta>(string name, Mutation<T, TDelta> mutation)
        where T : ICborCodec<T>
        where TDelta : ICrdt<TDelta> => Of(name, mutation.Value);

    private static Corpus Of<T>(string name, T value)
        where T : ICborCodec<T> => new(name, [CodecLaws.Encode(value)], static bytes =>
        {
            // Whatever is read has no second form.
            var read = CodecLaws.Decode<T>(bytes);
            if (!CodecLaws.Encode(read).AsSpan().SequenceEqual(bytes)) throw new InvalidOperationException($"A second encoding of a {typeof(T).Name} is read.");
        });

    private static ORSet<string> Set()
    {
        var set = ORSet<string>.Empty;
        ulong sequence = 0;
        foreach (var element in new[] { "a", "b", "c", "a", "longer than the others" }) set = set.Add(element, D((int)sequence % 3, sequence += 40));
        return set.MergeDelta(ORSet<string>.Delta.OfAdd("d", D(1, 901, 2)));
    }

    private static ORMap<string, ResettableCounter> Map() => ORMap<string, ResettableCounter>.Empty
        .Update("a", static value => value.Increment(S(0), 3)).Value
        .Update("b", static value => value.Decrement(S(1), 70_000));

    private static ReplicatedText Text()
    {
        var one = ReplicatedText.Empty.Insert(0, "hello world", D(0, 1)).Value;
        var other = one.Insert(5, ", wide", D(1, 1)).Value.Delete(0, 2).Value;
        return one.Insert(5, " 🐟", D(2, 1)).Value.Delete(8, 3).Value.Merge(other);
    }

    private static ReplicatedList<string> List()
    {
        var one = ReplicatedList<string>.Empty.Insert(0, "a", D(0, 1)).Value.Insert(1, "b", D(0, 2)).Value.Insert(2, "c", D(0, 3)).Value;
        return one.Move(0, 2, D(1, 1), T(5, 1)).Value.Merge(one.Remove(1).Value.Insert(0, "d", D(2, 1)));
    }

    private static ReplicatedTree<string> Tree()
    {
        var tree = ReplicatedTree<string>.Empty.Create(TreeNodeId.Root, "top", D(0, 1), T(1, 0)).Value;
        var top = new TreeNodeId(D(0, 1));
        tree = tree.Create(top, "leaf", D(1, 1), T(2, 1)).Value.Create(TreeNodeId.Root, "side", D(0, 2), T(3, 0)).Value;
        return tree.Move(top, new TreeNodeId(D(0, 2)), T(4, 1)).Value.Remove(new TreeNodeId(D(1, 1)), T(5, 0));
    }

    private static Source S(int number) => new(new PeerId([.. Enumerable.Repeat((byte)(number + 1), PeerId.Size)]), (ulong)number);

    private static Dot D(int source, ulong sequence, uint n = 0) => new(S(source), sequence, n);

    private static Stamp T(ulong time, int source) => new(time, S(source));
}
