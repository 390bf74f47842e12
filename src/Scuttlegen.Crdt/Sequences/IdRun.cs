using Scuttlegen.Wire;

namespace Scuttlegen.Crdt.Sequences;

/// <summary>Elements to be deleted, as an action names them, in the order of the document.</summary>
internal readonly record struct IdRun(Id First, int Count)
{
    private const int ItemCount = 4;
    private const int MaxSize = IdWriter.MaxPartsSize + 5;

    public static int GetMaxSize(IdRun[] runs) => checked(5 + (MaxSize * runs.Length));

    public static void Append(List<IdRun> runs, IdRun next)
    {
        if (runs.Count > 0 && runs[^1].IsContinuedBy(next)) runs[^1] = runs[^1] with { Count = runs[^1].Count + next.Count };
        else runs.Add(next);
    }

    /// <summary>Writes <c>[(source, sequence, n, count)*]</c>.</summary>
    public static void Write(ref CborWriter writer, IdRun[] runs, IdWriter ids)
    {
        writer.WriteArrayHeader(checked(ItemCount * runs.Length));
        foreach (var run in runs)
        {
            ids.WriteParts(ref writer, run.First);
            writer.WriteUInt32((uint)run.Count);
        }
    }

    public static IdRun[] Read(ref CborReader reader, IdReader ids)
    {
        var runsStart = reader.Position;
        var count = reader.ReadGroupsHeader(ItemCount);
        var runs = new List<IdRun>();
        for (var index = 0; index < count; index++)
        {
            var start = reader.Position;
            var first = ids.ReadParts(ref reader);
            runs.Add(new IdRun(first, IdReader.ReadCount(ref reader, first)));
            if (index > 0 && runs[index - 1].IsContinuedBy(runs[index])) Refuse.NotCanonical(start, "A run is written in two");
        }

        RequireOnce(runs, runsStart);
        return [.. runs];
    }

    private bool IsContinuedBy(IdRun next) => (ulong)Count < First.MaxCount && next.First == First.Plus(Count);

    /// <summary>What is named again and again would be looked for again and again.</summary>
    private static void RequireOnce(List<IdRun> runs, int start)
    {
        IdRun[] sorted = [.. runs];
        sorted.AsSpan().Sort(static (left, right) => left.First.CompareByCoordinate(right.First));
        for (var index = 1; index < sorted.Length; index++)
        {
            if (sorted[index - 1].First.Covers(sorted[index - 1].Count, sorted[index].First, out _)) Refuse.NotAllowed(start, "An element is to be deleted twice");
        }
    }
}
