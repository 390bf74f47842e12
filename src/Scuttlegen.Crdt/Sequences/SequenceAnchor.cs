using System.Diagnostics;
using Scuttlegen.Wire;

namespace Scuttlegen.Crdt;

/// <summary>
/// A place in a <see cref="ReplicatedText"/> or <see cref="ReplicatedList{T}"/> that stays where it is while others edit: right before an element, or at the end. <c>default</c> is the end.
/// </summary>
/// <remarks>For cursors, selections and comments. It outlives the element's deletion: then it is where the element was.</remarks>
/// <param name="Element">The dot of the element that comes next; <see langword="null"/> at the end.</param>
[DebuggerDisplay("{Element is null ? \"end\" : Element.ToString(),nq}")]
public readonly partial record struct SequenceAnchor(Dot? Element) : ICborCodec<SequenceAnchor>
{
    /// <inheritdoc/>
    public static int GetMaxSize(SequenceAnchor value) => 1 + Dot.GetMaxSize(default);

    /// <summary>Writes <c>[dot]</c>, or <c>[]</c> for the end.</summary>
    /// <inheritdoc/>
    public static void Write(ref CborWriter writer, SequenceAnchor value)
    {
        writer.WriteArrayHeader(value.Element is null ? 0 : 1);
        if (value.Element is { } element) Dot.Write(ref writer, element);
    }

    /// <inheritdoc/>
    public static SequenceAnchor Read(ref CborReader reader)
    {
        var start = reader.Position;
        var items = reader.ReadArrayHeader();
        if (items == 0) return default;
        if (items > 1) Refuse.OutOfRange(start, $"An anchor has one item or none, not {items}");
        reader.Enter();
        var element = Dot.Read(ref reader);
        reader.Leave();
        return new SequenceAnchor(element);
    }
}
