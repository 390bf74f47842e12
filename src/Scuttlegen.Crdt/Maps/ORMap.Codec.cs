using System.Runtime.InteropServices;
using Scuttlegen.Crdt.Causality;
using Scuttlegen.Crdt.Collections;
using Scuttlegen.Wire;

namespace Scuttlegen.Crdt;

public sealed partial class ORMap<TKey, TValue>
{
    private const int ItemCount = 2;
    private const int ItemsPerEntry = 2;

    /// <inheritdoc/>
    public static int GetMaxSize(ORMap<TKey, TValue> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return checked(1 + DotContextCodec.GetMaxSize(value._context) + value.GetMaxStoreSize());
    }

    /// <summary>
    /// Writes <c>[context, [(key, value)*]]</c>: keys in their codec's order, values without their contexts, each dot's source as its index among the context's sources.
    /// </summary>
    /// <inheritdoc/>
    public static void Write(ref CborWriter writer, ORMap<TKey, TValue> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteArrayHeader(ItemCount);
        DotContextCodec.Write(ref writer, value._context);
        value.WriteStore(ref writer, DotContextCodec.SourcesOf(value._context));
    }

    /// <inheritdoc/>
    public static ORMap<TKey, TValue> Read(ref CborReader reader)
    {
        reader.ReadArrayHeader(ItemCount);
        reader.Enter();
        var context = DotContextCodec.Read(ref reader, out var sources);
        var entries = ReadStore(ref reader, context, sources);
        reader.Leave();
        return new ORMap<TKey, TValue>(entries, context);
    }

    private int GetMaxStoreSize()
    {
        var size = 5;
        foreach (var entry in _entries.InNoOrder) size = checked(size + ValueCodec<TKey>.Default.GetMaxSize(entry.Key) + entry.Value.GetMaxStoreSize());
        return size;
    }

    private void WriteStore(ref CborWriter writer, Source[] sources)
    {
        writer.WriteArrayHeader(checked(ItemsPerEntry * _entries.Count));
        foreach (var entry in _entries.ToSortedArray())
        {
            ValueCodec<TKey>.Default.Write(ref writer, entry.Key);
            entry.Value.WriteStore(ref writer, sources);
        }
    }

    private static HashTrie<TKey, TValue, ElementOrder<TKey>> ReadStore(ref CborReader reader, DotContext context, Source[] sources)
    {
        var count = reader.ReadGroupsHeader(ItemsPerEntry);
        reader.Enter();
        var entries = new List<(TKey Key, TValue Value)>();
        for (var index = 0; index < count; index++)
        {
            var start = reader.Position;
            var key = ValueCodec<TKey>.Default.Read(ref reader);
            if (index > 0 && ElementOrder<TKey>.Current.Compare(entries[^1].Key, key) >= 0) Refuse.OutOfOrder(start, "A map's keys");
            start = reader.Position;
            var store = TValue.ReadStore(ref reader, context, sources);
            if (store.IsBottom) Refuse.NotCanonical(start, "A key without content is left out");
            entries.Add((key, store));
        }

        reader.Leave();
        return HashTrie<TKey, TValue, ElementOrder<TKey>>.FromDistinct(CollectionsMarshal.AsSpan(entries));
    }

    public sealed partial class Delta
    {
        /// <inheritdoc/>
        public static int GetMaxSize(Delta value)
        {
            ArgumentNullException.ThrowIfNull(value);
            return checked(1 + DotContextCodec.GetMaxSize(value.Context) + value.GetMaxStoreSize());
        }

        /// <summary>Writes <c>[context, [(key, change of the value)*]]</c>, in the forms and orders of the map's own bytes.</summary>
        /// <inheritdoc/>
        public static void Write(ref CborWriter writer, Delta value)
        {
            ArgumentNullException.ThrowIfNull(value);
            writer.WriteArrayHeader(ItemCount);
            DotContextCodec.Write(ref writer, value.Context);
            value.WriteStore(ref writer, DotContextCodec.SourcesOf(value.Context));
        }

        /// <inheritdoc/>
        public static Delta Read(ref CborReader reader)
        {
            reader.ReadArrayHeader(ItemCount);
            reader.Enter();
            var context = DotContextCodec.Read(ref reader, out var sources);
            var entries = ReadStore(ref reader, context, sources);
            reader.Leave();
            return new Delta(entries, context);
        }

        private int GetMaxStoreSize()
        {
            var size = 5;
            foreach (var entry in Entries) size = checked(size + ValueCodec<TKey>.Default.GetMaxSize(entry.Key) + entry.Value.GetMaxStoreSize());
            return size;
        }

        private void WriteStore(ref CborWriter writer, Source[] sources)
        {
            writer.WriteArrayHeader(checked(ItemsPerEntry * Entries.Count));
            foreach (var entry in Entries)
            {
                ValueCodec<TKey>.Default.Write(ref writer, entry.Key);
                entry.Value.WriteStore(ref writer, sources);
            }
        }

        private static SortedMap<TKey, INestedDelta<TValue>, ElementOrder<TKey>> ReadStore(ref CborReader reader, DotContext context, Source[] sources)
        {
            var count = reader.ReadGroupsHeader(ItemsPerEntry);
            reader.Enter();
            var entries = new List<(TKey Key, INestedDelta<TValue> Value)>();
            for (var index = 0; index < count; index++)
            {
                var start = reader.Position;
                var key = ValueCodec<TKey>.Default.Read(ref reader);
                if (index > 0 && ElementOrder<TKey>.Current.Compare(entries[^1].Key, key) >= 0) Refuse.OutOfOrder(start, "A delta's keys");
                entries.Add((key, TValue.ReadDelta(ref reader, context, sources)));
            }

            reader.Leave();
            return SortedMap<TKey, INestedDelta<TValue>, ElementOrder<TKey>>.FromSorted(CollectionsMarshal.AsSpan(entries));
        }
    }
}
