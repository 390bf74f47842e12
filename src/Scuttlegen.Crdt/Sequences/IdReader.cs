using Scuttlegen.Wire;

namespace Scuttlegen.Crdt.Sequences;

/// <summary>Reads what <see cref="IdWriter"/> writes.</summary>
internal sealed class IdReader
{
    private const int ItemCount = 3;

    private readonly Author[] _authors;
    private readonly bool[] _isUsed;

    private IdReader(Author[] authors)
    {
        _authors = authors;
        _isUsed = new bool[authors.Length];
    }

    public static IdReader ReadSources(ref CborReader reader)
    {
        var count = reader.ReadArrayHeader();
        var authors = new List<Author>();
        for (var index = 0; index < count; index++)
        {
            var start = reader.Position;
            authors.Add(new Author(reader.ReadSource()));
            if (index > 0 && authors[index - 1].Source >= authors[index].Source) Refuse.OutOfOrder(start, "A sequence's sources");
        }

        return new IdReader([.. authors]);
    }

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
        var author = reader.ReadUInt32();
        if (author >= (uint)_authors.Length) Refuse.OutOfRange(start, $"The sequence has {_authors.Length} sources, and none of index {author}");
        start = reader.Position;
        var sequence = reader.ReadUInt64();
        if (sequence == 0) Refuse.OutOfRange(start, "Sequences begin at 1");
        _isUsed[author] = true;
        return new Id(_authors[author], sequence, reader.ReadUInt32());
    }

    /// <summary>Reads how many elements a run has.</summary>
    public static int ReadCount(ref CborReader reader, Id first)
    {
        var start = reader.Position;
        var count = reader.ReadUInt32();
        if (count == 0 || count > first.MaxCount) Refuse.OutOfRange(start, "No run has that many elements");
        return (int)count;
    }

    public void RequireAllUsed(int start)
    {
        if (_isUsed.Contains(false)) Refuse.NotCanonical(start, "A source that nothing refers to is left out");
    }
}
