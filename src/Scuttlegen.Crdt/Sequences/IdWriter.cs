using Scuttlegen.Wire;

namespace Scuttlegen.Crdt.Sequences;

/// <summary>Writes ids as <c>[source, sequence, n]</c>, each source as its index in a table that is written once, ascending.</summary>
internal sealed class IdWriter
{
    public const int MaxIdSize = 1 + MaxPartsSize;
    public const int MaxPartsSize = 5 + 9 + 5;
    private const int ItemCount = 3;

    private readonly HashSet<Author> _seen = new(ReferenceEqualityComparer.Instance);
    private Source[] _sources = [];
    private Author? _latest;
    private int _latestIndex;

    /// <summary>Notes that the id will be written.</summary>
    public void Add(Id id)
    {
        if (id.Author is null || ReferenceEquals(id.Author, _latest)) return;
        _latest = id.Author;
        _seen.Add(id.Author);
    }

    /// <summary>Ends the noting.</summary>
    public void Seal()
    {
        _sources = [.. _seen.Select(static author => author.Source).Distinct().Order()];
        _latest = null;
    }

    public int GetMaxSourcesSize() => checked(5 + (CborSize.Source * _sources.Length));

    public void WriteSources(ref CborWriter writer)
    {
        writer.WriteArrayHeader(_sources.Length);
        foreach (var source in _sources) writer.WriteSource(source);
    }

    /// <summary>Writes an id, or <c>null</c> for none.</summary>
    public void Write(ref CborWriter writer, Id id)
    {
        if (id.IsNone)
        {
            writer.WriteNull();
            return;
        }

        writer.WriteArrayHeader(ItemCount);
        WriteParts(ref writer, id);
    }

    /// <summary>Writes an id as three items of the array around it.</summary>
    public void WriteParts(ref CborWriter writer, Id id)
    {
        if (!ReferenceEquals(id.Author, _latest))
        {
            _latest = id.Author;
            _latestIndex = Array.BinarySearch(_sources, id.Author!.Source);
        }

        writer.WriteUInt32((uint)_latestIndex);
        writer.WriteUInt64(id.Sequence);
        writer.WriteUInt32(id.N);
    }
}
