using Scuttlegen.Crdt.Causality;
using Scuttlegen.Wire;

namespace Scuttlegen.Crdt.Sequences;

/// <summary>Reads what <see cref="IdWriter"/> writes.</summary>
internal sealed class IdReader
{
    private const int ItemCount = 3;

    private readonly NamedSources _sources;

    // One instance for each source.
    private readonly Author?[] _authors;

    private IdReader(NamedSources sources)
    {
        _sources = sources;
        _authors = new Author?[sources.Count];
    }

    public static IdReader ReadSources(ref CborReader reader) => new(NamedSources.Read(ref reader));

    public Id Read(ref CborReader reader)
    {
        reader.ReadArrayHeader(ItemCount);
        return ReadParts(ref reader);
    }

    public Id ReadOrNone(ref CborReader reader) => reader.TryReadNull() ? default : Read(ref reader);

    /// <summary>Reads what <see cref="IdWriter.WriteNear"/> writes.</summary>
    public Id ReadNear(ref CborReader reader, Id near)
    {
        var start = reader.Position;
        var form = reader.ReadUInt64();
        if (form == IdWriter.None) return default;
        if (form == IdWriter.Far)
        {
            var id = ReadParts(ref reader);
            if (IdWriter.IsNear(id, near)) Refuse.NotCanonical(start, "A near element is written as a far one");
            return id;
        }

        var distance = form - IdWriter.Near;
        if (distance > IdWriter.MaxDistance || distance >= near.Sequence) Refuse.OutOfRange(start, "Sequences begin at 1");
        return new Id(near.Author, near.Sequence - distance, 0);
    }

    public Id ReadParts(ref CborReader reader)
    {
        var start = reader.Position;
        var index = reader.ReadUInt32();
        var source = _sources.At(index, start);
        start = reader.Position;
        var sequence = reader.ReadUInt64();
        if (sequence == 0) Refuse.OutOfRange(start, "Sequences begin at 1");
        return new Id(_authors[index] ??= new Author(source), sequence, reader.ReadUInt32());
    }

    /// <summary>Reads how many elements a run has.</summary>
    public static int ReadCount(ref CborReader reader, Id first)
    {
        var start = reader.Position;
        var count = reader.ReadUInt32();
        if (count == 0 || count > first.MaxCount) Refuse.OutOfRange(start, "No run has that many elements");
        return (int)count;
    }

    public void RequireAllUsed(int start) => _sources.EnsureAllUsed(start);
}
