using Scuttlegen.Wire;

namespace Scuttlegen.Crdt;

/// <summary>The sources that a value names, written once and ascending, <c>[source*]</c>: beside the table each of them is its index.</summary>
internal sealed class NamedSources
{
    private readonly Source[] _sources;
    private readonly bool[] _isUsed;

    private NamedSources(Source[] sources) => (_sources, _isUsed) = (sources, new bool[sources.Length]);

    public static NamedSources Of(HashSet<Source> sources) => new([.. sources.Order()]);

    public int Count => _sources.Length;

    public int GetMaxSize() => checked(5 + (CborSize.Source * _sources.Length));

    public void Write(ref CborWriter writer)
    {
        writer.WriteArrayHeader(_sources.Length);
        foreach (var source in _sources) writer.WriteSource(source);
    }

    public uint IndexOf(Source source) => (uint)Array.BinarySearch(_sources, source);

    public void WriteSource(ref CborWriter writer, Source source) => writer.WriteUInt32(IndexOf(source));

    /// <summary>Writes a stamp as two items, logical time and source.</summary>
    public void WriteStamp(ref CborWriter writer, Stamp stamp)
    {
        writer.WriteUInt64(stamp.Time);
        WriteSource(ref writer, stamp.Source);
    }

    public static NamedSources Read(ref CborReader reader)
    {
        var sources = new List<Source>();
        var count = reader.ReadArrayHeader();
        for (var index = 0; index < count; index++)
        {
            var start = reader.Position;
            sources.Add(reader.ReadSource());
            if (index > 0 && sources[^2] >= sources[^1]) Refuse.OutOfOrder(start, "Sources");
        }

        return new NamedSources([.. sources]);
    }

    public Source ReadSource(ref CborReader reader)
    {
        var start = reader.Position;
        return At(reader.ReadUInt32(), start);
    }

    /// <summary>The source of an index that was read at <paramref name="offset"/>.</summary>
    public Source At(uint index, int offset)
    {
        if (index >= (uint)_sources.Length) Refuse.OutOfRange(offset, $"There are {_sources.Length} sources, and none of index {index}");
        _isUsed[index] = true;
        return _sources[index];
    }

    public Stamp ReadStamp(ref CborReader reader)
    {
        var start = reader.Position;
        var time = reader.ReadUInt64();
        if (time == 0) Refuse.OutOfRange(start, "Logical times begin at 1");
        return new Stamp(time, ReadSource(ref reader));
    }

    /// <summary>Refuses a table with sources that nothing beside it named.</summary>
    public void EnsureAllUsed(int offset)
    {
        if (_isUsed.Contains(false)) Refuse.NotCanonical(offset, "A source that nothing names is left out");
    }
}
