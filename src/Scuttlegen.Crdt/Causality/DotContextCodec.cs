using Scuttlegen.Wire;

namespace Scuttlegen.Crdt.Causality;

/// <summary>
/// A context's canonical bytes: a map from source to <c>[sequence, n, (first sequence, first n, last sequence, last n)*]</c>, the prefix's end and the
/// cloud's spans; the prefix is <c>0, 0</c> if empty. Dots beside a context name their source by its index in that map.
/// </summary>
internal static class DotContextCodec
{
    private const int MaxPositionSize = 9 + 5;
    private const int ItemsPerPosition = 2;
    private const int ItemsPerSpan = 2 * ItemsPerPosition;
    private const int ItemsPerDot = 3;
    private const int MaxDotSize = 5 + MaxPositionSize;

    public static int GetMaxSize(DotContext context)
    {
        var size = 5;
        foreach (var entry in context.InNoOrder)
            size = checked(size + CborSize.Source + 5 + MaxPositionSize + (2 * MaxPositionSize * entry.Value.Cloud.Count));
        return size;
    }

    public static void Write(ref CborWriter writer, DotContext context)
    {
        writer.WriteMapHeader(context.SourceCount);
        foreach (var entry in context.ToSortedArray())
        {
            var seen = entry.Value;
            writer.WriteSource(entry.Key);
            writer.WriteArrayHeader(ItemsPerPosition + (ItemsPerSpan * seen.Cloud.Count));
            WritePosition(ref writer, seen.Prefix == SpanSet.Origin ? 0 : seen.Prefix);
            foreach (var span in seen.Cloud)
            {
                WritePosition(ref writer, span.Key);
                WritePosition(ref writer, span.Value);
            }
        }
    }

    /// <param name="reader">Where to read.</param>
    /// <param name="sources">The context's sources, in order: what dots beside it refer to.</param>
    public static DotContext Read(ref CborReader reader, out Source[] sources)
    {
        // A source takes more than 40 bytes of input, so the count says nothing about what is there to read.
        var count = reader.ReadMapHeader();
        reader.Enter();
        var entries = new List<(Source Key, SpanSet Value)>();
        for (var index = 0; index < count; index++)
        {
            var start = reader.Position;
            var source = reader.ReadSource();
            if (index > 0 && entries[^1].Key >= source) Refuse.OutOfOrder(start, "A context's sources");
            entries.Add((source, ReadSpans(ref reader, new Author(source))));
        }

        reader.Leave();
        sources = [.. entries.Select(static entry => entry.Key)];
        return DotContext.FromDistinct(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(entries));
    }

    public static int GetMaxSize(ReadOnlySpan<Dot> dots) => checked(5 + (MaxDotSize * dots.Length));

    public static int GetMaxSize(DotSet dots) => checked(5 + (MaxDotSize * dots.Count));

    public static void Write(ref CborWriter writer, ReadOnlySpan<Dot> dots, Source[] sources)
    {
        writer.WriteArrayHeader(ItemsPerDot * dots.Length);
        foreach (var dot in dots) Write(ref writer, dot, sources);
    }

    public static void Write(ref CborWriter writer, DotSet dots, Source[] sources)
    {
        writer.WriteArrayHeader(ItemsPerDot * dots.Count);
        for (var index = 0; index < dots.Count; index++) Write(ref writer, dots[index], sources);
    }

    /// <summary>Reads dots that ascend, each of them seen by <paramref name="context"/>.</summary>
    public static Dot[] Read(ref CborReader reader, DotContext context, Source[] sources)
    {
        var count = reader.ReadGroupsHeader(ItemsPerDot);
        return ReadDots(ref reader, count, context, sources);
    }

    /// <summary>Reads dots that ascend, each of them seen by <paramref name="context"/>; a single one has the context's instance of its source.</summary>
    public static DotSet ReadSet(ref CborReader reader, DotContext context, Source[] sources)
    {
        var count = reader.ReadGroupsHeader(ItemsPerDot);
        if (count != 1) return DotSet.Of(ReadDots(ref reader, count, context, sources));
        var dot = ReadDot(ref reader, context, sources, out var author);
        return new DotSet(author, dot.Sequence, dot.N);
    }

    /// <summary>The context's sources, in order: what dots beside it refer to.</summary>
    public static Source[] SourcesOf(DotContext context) => Array.ConvertAll(context.ToSortedArray(), static entry => entry.Key);

    private static void Write(ref CborWriter writer, Dot dot, Source[] sources)
    {
        writer.WriteUInt32((uint)Array.BinarySearch(sources, dot.Source));
        writer.WriteUInt64(dot.Sequence);
        writer.WriteUInt32(dot.N);
    }

    private static Dot ReadDot(ref CborReader reader, DotContext context, Source[] sources, out Author author)
    {
        var start = reader.Position;
        var source = reader.ReadUInt32();
        if (source >= (uint)sources.Length) Refuse.OutOfRange(start, $"The context has {sources.Length} sources, and none of index {source}");
        var dot = new Dot(sources[source], reader.ReadUInt64(), reader.ReadUInt32());
        if (dot.Sequence == 0) Refuse.OutOfRange(start, "Sequences begin at 1");
        var seen = context.SeenOf(dot.Source);
        if (!seen.Contains(dot.Position)) Refuse.NotAllowed(start, "A dot is missing in the context beside it");
        author = seen.Author;
        return dot;
    }

    private static Dot[] ReadDots(ref CborReader reader, int count, DotContext context, Source[] sources)
    {
        var dots = count == 0 ? [] : new Dot[count];
        for (var index = 0; index < count; index++)
        {
            var start = reader.Position;
            dots[index] = ReadDot(ref reader, context, sources, out _);
            if (index > 0 && dots[index - 1] >= dots[index]) Refuse.OutOfOrder(start, "Dots");
        }

        return dots;
    }

    private static SpanSet ReadSpans(ref CborReader reader, Author author)
    {
        var start = reader.Position;
        var count = reader.ReadArrayHeader();
        if (count % ItemsPerSpan != ItemsPerPosition) Refuse.OutOfRange(start, $"Spans are 2 items and then groups of 4, not {count} items");
        var prefix = ReadPosition(ref reader);
        if (prefix == 0) prefix = SpanSet.Origin;
        else if (prefix <= SpanSet.Origin) Refuse.OutOfRange(start, "Sequences begin at 1");

        var spans = new List<(UInt128 First, UInt128 Last)>();
        var previous = prefix;
        for (var index = 0; index < count / ItemsPerSpan; index++)
        {
            var spanStart = reader.Position;
            var first = ReadPosition(ref reader);
            var last = ReadPosition(ref reader);
            if (first <= previous + 1) Refuse.NotCanonical(spanStart, "A span touches the one before it, or comes too late");
            if (last < first) Refuse.OutOfRange(spanStart, "A span ends before it begins");
            spans.Add((first, last));
            previous = last;
        }

        if (prefix == SpanSet.Origin && spans.Count == 0) Refuse.NotCanonical(start, "A source of which nothing was seen is left out");
        return SpanSet.Create(author, prefix, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(spans));
    }

    private static void WritePosition(ref CborWriter writer, UInt128 position)
    {
        writer.WriteUInt64((ulong)(position >> 32));
        writer.WriteUInt32((uint)position);
    }

    private static UInt128 ReadPosition(ref CborReader reader) => Dot.ToPosition(reader.ReadUInt64(), reader.ReadUInt32());
}
