using System.Runtime.InteropServices;
using Scuttlegen.Crdt.Causality;
using Scuttlegen.Crdt.Collections;
using Scuttlegen.Wire;

namespace Scuttlegen.Crdt;

public sealed partial class ORSet<T>
{
    private const int ItemCount = 2;
    private const int ItemsPerElement = 2;

    /// <inheritdoc/>
    public static int GetMaxSize(ORSet<T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return checked(1 + DotContextCodec.GetMaxSize(value._context) + value.GetMaxStoreSize());
    }

    /// <summary>
    /// Writes <c>[context, [(element, [(source, sequence, n)*])*]]</c>: elements in their codec's order, dots ascending, each dot's source as its index among the context's sources.
    /// </summary>
    /// <inheritdoc/>
    public static void Write(ref CborWriter writer, ORSet<T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteArrayHeader(ItemCount);
        DotContextCodec.Write(ref writer, value._context);
        value.WriteStore(ref writer, DotContextCodec.SourcesOf(value._context));
    }

    /// <inheritdoc/>
    public static ORSet<T> Read(ref CborReader reader)
    {
        reader.ReadArrayHeader(ItemCount);
        reader.Enter();
        var context = DotContextCodec.Read(ref reader, out var sources);
        var elements = ReadStore(ref reader, context, sources);
        reader.Leave();
        return new ORSet<T>(elements, context);
    }

    private int GetMaxStoreSize()
    {
        var size = 5;
        foreach (var entry in _elements.InNoOrder)
            size = checked(size + ValueCodec<T>.Default.GetMaxSize(entry.Key) + DotContextCodec.GetMaxSize(entry.Value));
        return size;
    }

    private void WriteStore(ref CborWriter writer, Source[] sources)
    {
        writer.WriteArrayHeader(checked(ItemsPerElement * Count));
        foreach (var entry in _elements.ToSortedArray())
        {
            ValueCodec<T>.Default.Write(ref writer, entry.Key);
            DotContextCodec.Write(ref writer, entry.Value, sources);
        }
    }

    private static HashTrie<T, DotSet, ElementOrder<T>> ReadStore(ref CborReader reader, DotContext context, Source[] sources)
    {
        var count = reader.ReadGroupsHeader(ItemsPerElement);
        reader.Enter();
        var elements = new List<(T Key, DotSet Value)>();
        for (var index = 0; index < count; index++)
        {
            var start = reader.Position;
            var element = ValueCodec<T>.Default.Read(ref reader);
            if (index > 0 && ElementOrder<T>.Current.Compare(elements[^1].Key, element) >= 0) Refuse.OutOfOrder(start, "A set's elements");
            start = reader.Position;
            var dots = DotContextCodec.ReadSet(ref reader, context, sources);
            if (dots.IsEmpty) Refuse.NotCanonical(start, "An element without dots is left out");
            elements.Add((element, dots));
        }

        reader.Leave();
        return HashTrie<T, DotSet, ElementOrder<T>>.FromDistinct(CollectionsMarshal.AsSpan(elements));
    }

    public sealed partial class Delta
    {
        private const int ItemsPerChange = 3;

        /// <inheritdoc/>
        public static int GetMaxSize(Delta value)
        {
            ArgumentNullException.ThrowIfNull(value);
            return checked(1 + DotContextCodec.GetMaxSize(value.Context) + value.GetMaxStoreSize());
        }

        /// <summary>Writes <c>[context, [(element, added dots, removed dots)*]]</c>, in the forms and orders of the set's own bytes.</summary>
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
            foreach (var entry in Entries)
            {
                size = checked(size + ValueCodec<T>.Default.GetMaxSize(entry.Key)
                    + DotContextCodec.GetMaxSize(entry.Value.Alive) + DotContextCodec.GetMaxSize(entry.Value.Removed));
            }

            return size;
        }

        private void WriteStore(ref CborWriter writer, Source[] sources)
        {
            writer.WriteArrayHeader(checked(ItemsPerChange * Entries.Count));
            foreach (var entry in Entries)
            {
                ValueCodec<T>.Default.Write(ref writer, entry.Key);
                DotContextCodec.Write(ref writer, entry.Value.Alive, sources);
                DotContextCodec.Write(ref writer, entry.Value.Removed, sources);
            }
        }

        private static SortedMap<T, Change, ElementOrder<T>> ReadStore(ref CborReader reader, DotContext context, Source[] sources)
        {
            var count = reader.ReadGroupsHeader(ItemsPerChange);
            reader.Enter();
            var entries = new List<(T Key, Change Value)>();
            for (var index = 0; index < count; index++)
            {
                var start = reader.Position;
                var element = ValueCodec<T>.Default.Read(ref reader);
                if (index > 0 && ElementOrder<T>.Current.Compare(entries[^1].Key, element) >= 0) Refuse.OutOfOrder(start, "A delta's elements");
                start = reader.Position;
                var alive = DotContextCodec.ReadSet(ref reader, context, sources);
                var removed = DotContextCodec.ReadSet(ref reader, context, sources);
                if (alive.IsEmpty && removed.IsEmpty) Refuse.NotCanonical(start, "An unchanged element is left out");
                if (!alive.Except(removed).Equals(alive)) Refuse.NotAllowed(start, "A dot is both added and removed");
                entries.Add((element, new Change(alive, removed)));
            }

            reader.Leave();
            return SortedMap<T, Change, ElementOrder<T>>.FromSorted(CollectionsMarshal.AsSpan(entries));
        }
    }
}
