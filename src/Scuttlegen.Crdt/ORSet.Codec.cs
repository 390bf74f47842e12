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
        var size = checked(1 + DotContextCodec.GetMaxSize(value._context) + 5);
        foreach (var entry in value._elements)
            size = checked(size + ValueCodec<T>.Default.GetMaxSize(entry.Key) + DotContextCodec.GetMaxSize(entry.Value));
        return size;
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
        var sources = DotContextCodec.SourcesOf(value._context);
        writer.WriteArrayHeader(checked(ItemsPerElement * value.Count));
        foreach (var entry in value._elements)
        {
            ValueCodec<T>.Default.Write(ref writer, entry.Key);
            DotContextCodec.Write(ref writer, entry.Value, sources);
        }
    }

    /// <inheritdoc/>
    public static ORSet<T> Read(ref CborReader reader)
    {
        reader.ReadArrayHeader(ItemCount);
        reader.Enter();
        var context = DotContextCodec.Read(ref reader, out var sources);
        var count = reader.ReadGroupsHeader(ItemsPerElement);
        reader.Enter();
        var elements = new List<(T Key, Dot[] Value)>();
        for (var index = 0; index < count; index++)
        {
            var start = reader.Position;
            var element = ValueCodec<T>.Default.Read(ref reader);
            if (index > 0 && default(ElementOrder<T>).Compare(elements[^1].Key, element) >= 0) Refuse.OutOfOrder(start, "A set's elements");
            start = reader.Position;
            var dots = DotContextCodec.Read(ref reader, context, sources);
            if (dots.Length == 0) Refuse.NotCanonical(start, "An element without dots is left out");
            elements.Add((element, dots));
        }

        reader.Leave();
        reader.Leave();
        return new ORSet<T>(SortedMap<T, Dot[], ElementOrder<T>>.FromSorted(CollectionsMarshal.AsSpan(elements)), context);
    }

    public sealed partial class Delta
    {
        private const int ItemsPerChange = 3;

        /// <inheritdoc/>
        public static int GetMaxSize(Delta value)
        {
            ArgumentNullException.ThrowIfNull(value);
            var size = checked(1 + DotContextCodec.GetMaxSize(value.Context) + 5);
            foreach (var entry in value.Entries)
            {
                size = checked(size + ValueCodec<T>.Default.GetMaxSize(entry.Key)
                    + DotContextCodec.GetMaxSize(entry.Value.Alive) + DotContextCodec.GetMaxSize(entry.Value.Removed));
            }

            return size;
        }

        /// <summary>Writes <c>[context, [(element, added dots, removed dots)*]]</c>, in the forms and orders of the set's own bytes.</summary>
        /// <inheritdoc/>
        public static void Write(ref CborWriter writer, Delta value)
        {
            ArgumentNullException.ThrowIfNull(value);
            writer.WriteArrayHeader(ItemCount);
            DotContextCodec.Write(ref writer, value.Context);
            var sources = DotContextCodec.SourcesOf(value.Context);
            writer.WriteArrayHeader(checked(ItemsPerChange * value.Entries.Count));
            foreach (var entry in value.Entries)
            {
                ValueCodec<T>.Default.Write(ref writer, entry.Key);
                DotContextCodec.Write(ref writer, entry.Value.Alive, sources);
                DotContextCodec.Write(ref writer, entry.Value.Removed, sources);
            }
        }

        /// <inheritdoc/>
        public static Delta Read(ref CborReader reader)
        {
            reader.ReadArrayHeader(ItemCount);
            reader.Enter();
            var context = DotContextCodec.Read(ref reader, out var sources);
            var count = reader.ReadGroupsHeader(ItemsPerChange);
            reader.Enter();
            var entries = new List<(T Key, Change Value)>();
            for (var index = 0; index < count; index++)
            {
                var start = reader.Position;
                var element = ValueCodec<T>.Default.Read(ref reader);
                if (index > 0 && default(ElementOrder<T>).Compare(entries[^1].Key, element) >= 0) Refuse.OutOfOrder(start, "A delta's elements");
                start = reader.Position;
                var alive = DotContextCodec.Read(ref reader, context, sources);
                var removed = DotContextCodec.Read(ref reader, context, sources);
                if (alive.Length + removed.Length == 0) Refuse.NotCanonical(start, "An unchanged element is left out");
                if (!ReferenceEquals(DotSets.Except(alive, removed), alive)) Refuse.NotAllowed(start, "A dot is both added and removed");
                entries.Add((element, new Change(alive, removed)));
            }

            reader.Leave();
            reader.Leave();
            return new Delta(SortedMap<T, Change, ElementOrder<T>>.FromSorted(CollectionsMarshal.AsSpan(entries)), context);
        }
    }
}
