using Scuttlegen.Crdt.Collections;

namespace Scuttlegen.Crdt.Trees;

/// <summary>Keeps all moves of both sides, and tells which of the right side's are new to the left one.</summary>
internal readonly struct MoveUnion(MoveUnion.Added added) : IMergeRule<TreeMove, Presence>
{
    public bool KeepsLeft => true;

    // They are kept, but each is to be looked at.
    public bool KeepsRight => false;

    public bool TryLeft(TreeMove key, Presence value, out Presence kept)
    {
        kept = value;
        return true;
    }

    public bool TryRight(TreeMove key, Presence value, out Presence kept)
    {
        added.Note(key);
        kept = value;
        return true;
    }

    public bool TryBoth(TreeMove key, Presence left, Presence right, out Presence merged)
    {
        merged = left;
        return true;
    }

    /// <summary>The moves that were new, of which the first is remembered.</summary>
    internal sealed class Added
    {
        public TreeMove? First { get; private set; }

        public void Note(TreeMove move)
        {
            if (First is null || move.CompareTo(First) < 0) First = move;
        }
    }
}
