using Scuttlegen.Crdt.Causality;
using Scuttlegen.Wire;

namespace Scuttlegen.Crdt.Sequences;

/// <summary>Writes ids as <c>[source, sequence, n]</c>, each source as its index in a table that is written once, ascending.</summary>
internal sealed class IdWriter
{
    public const int MaxIdSize = 1 + MaxPartsSize;
    public const int MaxPartsSize = 5 + 9 + 5;
    public const int MaxNearSize = 9 + MaxPartsSize;
    public const uint None = 0;
    public const uint Far = 1;
    public const uint Near = 2;
    public const ulong MaxDistance = uint.MaxValue;
    private const int ItemCount = 3;

    private readonly HashSet<Source> _seen = [];
    private NamedSources _sources = NamedSources.Of([]);
    private Author? _latest;
    private uint _latestIndex;

    /// <summary>Notes that the id will be written.</summary>
    public void Add(Id id)
    {
        if (id.Author is null || Author.AreSame(id.Author, _latest)) return;
        _latest = id.Author;
        _seen.Add(id.Author.Source);
    }

    /// <summary>Ends the noting.</summary>
    public void Seal()
    {
        _sources = NamedSources.Of(_seen);
        _latest = null;
    }

    public int GetMaxSourcesSize() => _sources.GetMaxSize();

    public void WriteSources(ref CborWriter writer) => _sources.Write(ref writer);

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

    /// <summary>How many items <see cref="WriteNear"/> writes.</summary>
    public static int ItemsOf(Id id, Id near) => id.IsNone || IsNear(id, near) ? 1 : 1 + ItemCount;

    /// <summary>Whether an id is told by how far its sequence lies before another's.</summary>
    public static bool IsNear(Id id, Id near) => id.N == 0 && id.Sequence <= near.Sequence && near.Sequence - id.Sequence <= MaxDistance && Author.AreSame(id.Author, near.Author);

    /// <summary>
    /// Writes an id beside another one: 0 for none; 2 and the distance between their sequences, if it is the first of an earlier update of the same source; else 1, source, sequence and n.
    /// </summary>
    public void WriteNear(ref CborWriter writer, Id id, Id near)
    {
        if (id.IsNone)
        {
            writer.WriteUInt32(None);
        }
        else if (IsNear(id, near))
        {
            writer.WriteUInt64(Near + (near.Sequence - id.Sequence));
        }
        else
        {
            writer.WriteUInt32(Far);
            WriteParts(ref writer, id);
        }
    }

    /// <summary>Writes an id as three items of the array around it.</summary>
    public void WriteParts(ref CborWriter writer, Id id)
    {
        if (!Author.AreSame(id.Author, _latest))
        {
            _latest = id.Author;
            _latestIndex = _sources.IndexOf(id.Author!.Source);
        }

        writer.WriteUInt32(_latestIndex);
        writer.WriteUInt64(id.Sequence);
        writer.WriteUInt32(id.N);
    }
}
