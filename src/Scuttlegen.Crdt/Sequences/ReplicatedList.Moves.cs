using Scuttlegen.Crdt.Collections;
using Scuttlegen.Crdt.Sequences;

namespace Scuttlegen.Crdt;

public sealed partial class ReplicatedList<T>
{
    /// <summary>The position that an item was moved to last.</summary>
    private readonly record struct LastMove(Id Position, Stamp Stamp)
    {
        public bool IsAfter(LastMove other)
        {
            var order = Stamp.CompareTo(other.Stamp);
            return order != 0 ? order > 0 : Position.CompareTo(other.Position) > 0;
        }
    }

    /// <summary>Notes what concerns moved items while a sequence takes something in, and then settles where each of them is.</summary>
    private struct Listener : ISequenceListener<ListSlice<T>>
    {
        private List<Piece<ListSlice<T>>>? _moved;
        private List<Dot>? _touched;

        public void Integrated(Piece<ListSlice<T>> piece)
        {
            if (piece.Content.Move is not null) (_moved ??= []).Add(piece);
        }

        public void Deleting(Piece<ListSlice<T>> piece, int offset, int count)
        {
            if (piece.Content.Move is { } move)
            {
                (_touched ??= []).Add(move.Item.Dot);
            }
            else if (piece.Content.IsMovedAway)
            {
                for (; count > 0; count--) (_touched ??= []).Add(piece.First.Plus(offset++).Dot);
            }
        }

        public readonly SortedMap<Dot, LastMove, NaturalOrder<Dot>> Settle(ref Sequence<ListSlice<T>> sequence, SortedMap<Dot, LastMove, NaturalOrder<Dot>> moves)
        {
            var nobody = default(NoListener<ListSlice<T>>);
            foreach (var piece in _moved ?? [])
            {
                var item = piece.Content.Move!.Item;
                var move = new LastMove(piece.First, piece.Content.Move.Stamp);
                sequence.TryFind(item, out var place);
                var loser = move;
                if (place.Piece.Content.Items is not null)
                {
                    var wasMoved = moves.TryGetValue(item.Dot, out loser);
                    if (!wasMoved || move.IsAfter(loser)) moves = moves.Set(item.Dot, move);
                    else loser = move;
                    if (!place.Piece.Content.IsMovedAway) sequence.SetContent(place, 1, place.Piece.Content.Slice(place.Offset, 1).With(isMovedAway: true));
                    if (!wasMoved) continue;
                }

                Forget(ref sequence, loser.Position, ref nobody);
            }

            foreach (var item in _touched ?? [])
            {
                if (!moves.TryGetValue(item, out var move)) continue;
                sequence.TryFind(new Id(sequence.AuthorOf(item.Source), item.Sequence, item.N), out var place);
                if (!place.Piece.IsAlive)
                {
                    Forget(ref sequence, move.Position, ref nobody);
                    moves = moves.Remove(item);
                }
                else if (sequence.TryFind(move.Position, out var position) && !position.Piece.IsAlive)
                {
                    // No list forgets an item's last position; if a stranger's did, the item is where it was inserted.
                    sequence.SetContent(place, 1, place.Piece.Content.Slice(place.Offset, 1).AsInserted());
                    moves = moves.Remove(item);
                }
            }

            return moves;
        }

        private static void Forget(ref Sequence<ListSlice<T>> sequence, Id position, ref NoListener<ListSlice<T>> nobody)
        {
            if (sequence.TryFind(position, out var place)) sequence.Delete(place, 1, ref nobody);
        }
    }
}
