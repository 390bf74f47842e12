using System.Runtime.InteropServices;
using Scuttlegen.Crdt.Collections;
using Scuttlegen.Crdt.Sequences;
using Scuttlegen.Wire;

namespace Scuttlegen.Crdt;

public sealed partial class ReplicatedList<T> : ICborCodec<ReplicatedList<T>>
{
    /// <inheritdoc/>
    public static int GetMaxSize(ReplicatedList<T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value._sequence.GetMaxSize();
    }

    /// <summary>
    /// Writes <c>[[source*], [piece*], [piece*]]</c>: the sources, the positions in the order of the list, and what waits, as in a delta's bytes; items that were moved away are <c>[1, item*]</c>. Runs are as long as can be.
    /// </summary>
    /// <inheritdoc/>
    public static void Write(ref CborWriter writer, ReplicatedList<T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        value._sequence.Write(ref writer);
    }

    /// <summary>Reads a list. O(n log n).</summary>
    /// <inheritdoc/>
    public static ReplicatedList<T> Read(ref CborReader reader)
    {
        var start = reader.Position;
        var sequence = Sequence<ListSlice<T>>.Read(ref reader);
        var moves = new List<(Dot Key, LastMove Value)>();
        var movedAway = 0;
        foreach (var part in sequence.Parts())
        {
            if (part.Content.IsMovedAway) movedAway += part.Count;
            if (part.Content.Move is not { } move) continue;
            sequence.TryFind(move.Item, out var place);
            if (!place.Piece.Content.IsMovedAway) Refuse.NotAllowed(start, "An item is moved that is not there, or was not moved away");
            moves.Add((move.Item.Dot, new LastMove(part.First, move.Stamp)));
        }

        moves.Sort(static (left, right) => left.Key.CompareTo(right.Key));
        for (var index = 1; index < moves.Count; index++)
        {
            if (moves[index - 1].Key == moves[index].Key) Refuse.NotAllowed(start, "An item is at two positions");
        }

        if (moves.Count != movedAway) Refuse.NotAllowed(start, "An item was moved away, and is nowhere");
        return moves.Count == 0 && sequence.IsSameAs(default) ? Empty : new(sequence, SortedMap<Dot, LastMove, NaturalOrder<Dot>>.FromSorted(CollectionsMarshal.AsSpan(moves)));
    }
}
