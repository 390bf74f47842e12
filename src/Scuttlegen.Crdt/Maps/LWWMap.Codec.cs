using System.Runtime.InteropServices;
using Scuttlegen.Crdt.Collections;
using Scuttlegen.Wire;

namespace Scuttlegen.Crdt;

public sealed partial class LWWMap<TKey, TValue>
{
    private const int ItemCount = 2;
    private const int ItemsPerEntry = 4;

    /// <inheritdoc/>
    public static int GetMaxSize(LWWMap<TKey, TValue> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var size = checked(1 + value.Sources().GetMaxSize() + 5);
        foreach (var entry in value._entries.InNoOrder)
        {
            size = checked(size + ValueCodec<TKey>.Default.GetMaxSize(entry.Key) + 9 + 5
                + (entry.Value.IsRemoval ? 1 : ValueCodec<TValue>.Default.GetMaxSize(entry.Value.Value)));
        }

        return size;
    }

    /// <summary>
    /// Writes <c>[[source*], [(key, logical time, source, value or null)*]]</c>: sources ascending, keys in their codec's order, each write's source as its index among the sources, <c>null</c> for a removal.
    /// </summary>
    /// <inheritdoc/>
    public static void Write(ref CborWriter writer, LWWMap<TKey, TValue> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var sources = value.Sources();
        writer.WriteArrayHeader(ItemCount);
        sources.Write(ref writer);
        writer.WriteArrayHeader(checked(ItemsPerEntry * value._entries.Count));
        foreach (var entry in value._entries.ToSortedArray())
        {
            ValueCodec<TKey>.Default.Write(ref writer, entry.Key);
            sources.WriteStamp(ref writer, entry.Value.Stamp);
            if (entry.Value.IsRemoval) writer.WriteNull();
            else ValueCodec<TValue>.Default.Write(ref writer, entry.Value.Value);
        }
    }

    /// <inheritdoc/>
    public static LWWMap<TKey, TValue> Read(ref CborReader reader)
    {
        reader.ReadArrayHeader(ItemCount);
        reader.Enter();
        var sources = NamedSources.Read(ref reader);
        var entries = ReadEntries(ref reader, sources);
        reader.Leave();
        return Empty.With(HashTrie<TKey, Written, ElementOrder<TKey>>.FromDistinct(CollectionsMarshal.AsSpan(entries)));
    }

    private static List<(TKey Key, Written Value)> ReadEntries(ref CborReader reader, NamedSources sources)
    {
        var arrayStart = reader.Position;
        var count = reader.ReadGroupsHeader(ItemsPerEntry);
        reader.Enter();
        var entries = new List<(TKey Key, Written Value)>();
        for (var index = 0; index < count; index++)
        {
            var start = reader.Position;
            var key = ValueCodec<TKey>.Default.Read(ref reader);
            if (index > 0 && ElementOrder<TKey>.Current.Compare(entries[^1].Key, key) >= 0) Refuse.OutOfOrder(start, "A map's keys");
            var stamp = sources.ReadStamp(ref reader);
            var isRemoval = reader.TryReadNull();
            var value = isRemoval ? default! : ValueCodec<TValue>.Default.Read(ref reader);
            entries.Add((key, new Written(stamp, isRemoval, value)));
        }

        reader.Leave();
        sources.EnsureAllUsed(arrayStart);
        return entries;
    }

    private NamedSources Sources()
    {
        var sources = new HashSet<Source>();
        foreach (var entry in _entries.InNoOrder) sources.Add(entry.Value.Stamp.Source);
        return NamedSources.Of(sources);
    }
}
