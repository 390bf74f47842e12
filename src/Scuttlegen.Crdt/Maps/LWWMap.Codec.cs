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
        var size = checked(1 + 5 + (CborSize.Source * value.Sources().Length) + 5);
        foreach (var entry in value._entries)
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
        writer.WriteArrayHeader(sources.Length);
        foreach (var source in sources) writer.WriteSource(source);
        writer.WriteArrayHeader(checked(ItemsPerEntry * value._entries.Count));
        foreach (var entry in value._entries)
        {
            ValueCodec<TKey>.Default.Write(ref writer, entry.Key);
            writer.WriteUInt64(entry.Value.Stamp.Time);
            writer.WriteUInt32((uint)Array.BinarySearch(sources, entry.Value.Stamp.Source));
            if (entry.Value.IsRemoval) writer.WriteNull();
            else ValueCodec<TValue>.Default.Write(ref writer, entry.Value.Value);
        }
    }

    /// <inheritdoc/>
    public static LWWMap<TKey, TValue> Read(ref CborReader reader)
    {
        reader.ReadArrayHeader(ItemCount);
        reader.Enter();
        var sources = ReadSources(ref reader);
        var entries = ReadEntries(ref reader, sources);
        reader.Leave();
        return Empty.With(SortedMap<TKey, Written, ElementOrder<TKey>>.FromSorted(CollectionsMarshal.AsSpan(entries)));
    }

    private static List<Source> ReadSources(ref CborReader reader)
    {
        var sources = new List<Source>();
        var count = reader.ReadArrayHeader();
        for (var index = 0; index < count; index++)
        {
            var start = reader.Position;
            sources.Add(reader.ReadSource());
            if (index > 0 && sources[^2] >= sources[^1]) Refuse.OutOfOrder(start, "A map's sources");
        }

        return sources;
    }

    private static List<(TKey Key, Written Value)> ReadEntries(ref CborReader reader, List<Source> sources)
    {
        var arrayStart = reader.Position;
        var count = reader.ReadGroupsHeader(ItemsPerEntry);
        reader.Enter();
        var entries = new List<(TKey Key, Written Value)>();
        var used = new HashSet<uint>();
        for (var index = 0; index < count; index++)
        {
            var start = reader.Position;
            var key = ValueCodec<TKey>.Default.Read(ref reader);
            if (index > 0 && default(ElementOrder<TKey>).Compare(entries[^1].Key, key) >= 0) Refuse.OutOfOrder(start, "A map's keys");
            start = reader.Position;
            var time = reader.ReadUInt64();
            if (time == 0) Refuse.OutOfRange(start, "Logical times begin at 1");
            start = reader.Position;
            var source = reader.ReadUInt32();
            if (source >= (uint)sources.Count) Refuse.OutOfRange(start, $"The map has {sources.Count} sources, and none of index {source}");
            used.Add(source);
            var isRemoval = reader.TryReadNull();
            var value = isRemoval ? default! : ValueCodec<TValue>.Default.Read(ref reader);
            entries.Add((key, new Written(new Stamp(time, sources[(int)source]), isRemoval, value)));
        }

        reader.Leave();
        if (used.Count != sources.Count) Refuse.NotCanonical(arrayStart, "A source that wrote nothing is left out");
        return entries;
    }

    private Source[] Sources()
    {
        var sources = new HashSet<Source>();
        foreach (var entry in _entries) sources.Add(entry.Value.Stamp.Source);
        return [.. sources.Order()];
    }
}
