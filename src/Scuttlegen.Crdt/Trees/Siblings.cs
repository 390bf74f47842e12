using System.Collections;
using Scuttlegen.Crdt.Collections;
using Moves = Scuttlegen.Crdt.Collections.SortedMap<Scuttlegen.Crdt.Trees.TreeMove, Scuttlegen.Crdt.Collections.Presence, Scuttlegen.Crdt.Collections.NaturalOrder<Scuttlegen.Crdt.Trees.TreeMove>>;

namespace Scuttlegen.Crdt.Trees;

/// <summary>The children of one node, in the order of the moves that put them there.</summary>
internal sealed class Siblings : IReadOnlyCollection<TreeNodeId>
{
    private readonly Moves _moves;

    private Siblings(Moves moves) => _moves = moves;

    public static Siblings None { get; } = new(default);

    public int Count => _moves.Count;

    public Siblings With(TreeMove move) => new(_moves.Set(move, default));

    public Siblings Without(TreeMove move) => new(_moves.Remove(move));

    public IEnumerator<TreeNodeId> GetEnumerator()
    {
        foreach (var entry in _moves) yield return entry.Key.Node;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
