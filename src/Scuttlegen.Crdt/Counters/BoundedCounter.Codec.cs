using System.Runtime.InteropServices;
using Scuttlegen.Crdt.Collections;
using Scuttlegen.Wire;
using Transfers = Scuttlegen.Crdt.Collections.SortedMap<Scuttlegen.Source, Scuttlegen.Crdt.GCounter, Scuttlegen.Crdt.Collections.NaturalOrder<Scuttlegen.Source>>;

namespace Scuttlegen.Crdt;

public sealed partial class BoundedCounter
{
    private const int ItemCount = 2;

    /// <inheritdoc/>
    public static int GetMaxSize(BoundedCounter value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var size = checked(1 + PNCounter.GetMaxSize(value._counted) + 5);
        foreach (var entry in value._given) size = checked(size + CborSize.Source + GCounter.GetMaxSize(entry.Value));
        return size;
    }

    /// <summary>Writes <c>[counted, given]</c>: what was counted as a <see cref="PNCounter"/>, and a map from giver to a map from receiver to rights, sources ascending.</summary>
    /// <inheritdoc/>
    public static void Write(ref CborWriter writer, BoundedCounter value)
    {
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteArrayHeader(ItemCount);
        PNCounter.Write(ref writer, value._counted);
        writer.WriteMapHeader(value._given.Count);
        foreach (var entry in value._given)
        {
            writer.WriteSource(entry.Key);
            GCounter.Write(ref writer, entry.Value);
        }
    }

    /// <inheritdoc/>
    public static BoundedCounter Read(ref CborReader reader)
    {
        reader.ReadArrayHeader(ItemCount);
        reader.Enter();
        var counted = PNCounter.Read(ref reader);
        var count = reader.ReadMapHeader();
        reader.Enter();
        var entries = new List<(Source Key, GCounter Value)>();
        for (var index = 0; index < count; index++)
        {
            var start = reader.Position;
            var giver = reader.ReadSource();
            if (index > 0 && entries[^1].Key >= giver) Refuse.OutOfOrder(start, "A counter's givers");
            start = reader.Position;
            var gifts = GCounter.Read(ref reader);
            if (gifts.SourceCount == 0) Refuse.NotCanonical(start, "A source that gave nothing is left out");
            if (gifts.CountOf(giver) > 0) Refuse.NotAllowed(start, "A source gave to itself");
            entries.Add((giver, gifts));
        }

        reader.Leave();
        reader.Leave();
        return Of(counted, Transfers.FromSorted(CollectionsMarshal.AsSpan(entries)));
    }
}
