using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Scuttlegen.Crdt.Collections;
using Scuttlegen.Crdt.Trees;
using Scuttlegen.Wire;
using Moves = Scuttlegen.Crdt.Collections.SortedMap<Scuttlegen.Crdt.Trees.TreeMove, Scuttlegen.Crdt.Collections.Presence, Scuttlegen.Crdt.Collections.NaturalOrder<Scuttlegen.Crdt.Trees.TreeMove>>;

namespace Scuttlegen.Crdt;

/// <summary>
/// A tree whose nodes can be created, moved and removed concurrently, and that stays a tree: no node is ever at two places or below itself, whatever was moved concurrently. Folders, outlines, scene graphs, tasks with sub-tasks.
/// </summary>
/// <remarks>
/// <para>
/// <b>Semantics:</b> every operation is a move: a creation of a node that is not there yet, a removal to the trash. All moves are applied in the one order of their stamps, then numbers, then nodes; a move does nothing if, at its place in that order,
/// its node or its new parent was not created, or the node would come to be below itself. So of two moves of one node the later wins; of A below B and B below A the earlier wins, and the later does nothing; and a move whose
/// node's or parent's creation has not arrived is kept, and takes effect when it has. Values are registers of last writes, beside the moves: renaming and moving do not disturb each other.
/// </para>
/// <para>
/// <b>Removal</b> puts a node below <see cref="TreeNodeId.Trash"/>, with all that is or comes to be below it: what was concurrently created in, or moved into, a removed node is removed with it. What was concurrently moved out of it stays. Of a
/// node's removal and its move the later wins. A move out of the trash restores.
/// </para>
/// <para>
/// <b>Merge:</b> the union of the moves, and per node the greater write, by logical time, then source, then value. There are no other ties: the tree is a function of the set of moves. <b>Deltas</b> are trees that hold the changed moves and values
/// alone.
/// </para>
/// <para>
/// <b>Children are ordered</b> by the moves that put them there: a node that is created or moved comes behind its siblings, also where it was among them before. For an order of the user's choice let the value hold a key to sort by.
/// </para>
/// <para>
/// <b>Nothing depends on what was observed,</b> so nothing needs to be carried by an action but names of nodes. In a reducer, which applies moves in the order of stamps, a move is judged by the state that it is applied to, and applied once:
/// <code>
/// state with { Tree = state.Tree.Create(action.Parent, action.Title, Dot.From(context), context.Stamp) }
/// state with { Tree = state.Tree.Move(action.Node, action.Parent, context.Stamp) }
/// </code>
/// </para>
/// <para>
/// <b>It grows with the moves,</b> by some 450 bytes each in memory and 20 on the wire. None can be dropped: who merges values cannot know that no earlier move will arrive, and one may change whether any later one makes a cycle, also one
/// that was overtaken long since.
/// </para>
/// <para>
/// <b>Complexity,</b> for n nodes and moves, h the height of the tree: a move of a leaf O(log n), of a node with children O(h log n), where it comes last in the order. One that comes late, before d others, has those applied again, from a
/// checkpoint, at the next look at the tree: at most <c>max(4d, d + 32)</c> moves. Looks at a node, its value, parent and children are O(log n); whether it is below another, and so <see cref="Contains"/>, O(h log n). Merge O(m log(n/m + 1)) with m moves
/// on the smaller side, minus the subtrees that both share, and the moves to be applied again. Nothing recurses: the tree may be as deep as it has nodes.
/// </para>
/// <para>
/// M. Kleppmann, D. P. Mulligan, V. B. F. Gomes, A. R. Beresford, "A highly-available move operation for replicated trees", IEEE Trans. Parallel Distrib. Syst. 33(7), 2022. There one undoes and redoes; here earlier trees are
/// kept, and shared.
/// </para>
/// </remarks>
/// <typeparam name="T">The type of the nodes' values: one that <see cref="ValueCodec{T}"/> supports.</typeparam>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
public sealed partial class ReplicatedTree<T> : IDeltaCrdt<ReplicatedTree<T>, ReplicatedTree<T>>, ICborCodec<ReplicatedTree<T>>, IReadOnlyCollection<TreeNode<T>>
{
    private readonly Moves _moves;
    private readonly SortedMap<TreeNodeId, LWWRegister<T>, NaturalOrder<TreeNodeId>> _values;

    // What is worked out so far of the moves, at least up to some place in their order; the rest when somebody looks.
    private Timeline _timeline;

    private ReplicatedTree(Moves moves, SortedMap<TreeNodeId, LWWRegister<T>, NaturalOrder<TreeNodeId>> values, Timeline timeline) =>
        (_moves, _values, _timeline) = (moves, values, timeline);

    /// <summary>The tree in which nothing was created: <see cref="TreeNodeId.Root"/> and <see cref="TreeNodeId.Trash"/>, without children.</summary>
    public static ReplicatedTree<T> Empty { get; } = new(default, default, Timeline.Start);

    /// <summary>How many moves are kept, creations and removals among them: all that were ever made.</summary>
    public int MoveCount => _moves.Count;

    private string DebuggerDisplay => $"Count = {Count}, {MoveCount} moves";

    /// <summary>Creates a node, behind the other children of its parent.</summary>
    /// <param name="parent">The node to create it under. Below the trash it is as if created and removed.</param>
    /// <param name="value">What it holds.</param>
    /// <param name="dot">The creation's own dot, from which the node has its name; its number is also the move's place among those of one stamp. In a reducer <c>Dot.From(context)</c>.</param>
    /// <param name="stamp">The creation's place in the order: in a reducer <see cref="ReplayContext.Stamp"/>; alone, a logical time that exceeds that of every operation seen so far, and the writer's own source.</param>
    /// <exception cref="ArgumentException">Dot and stamp are of different sources.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The dot's sequence or the stamp's logical time is 0: both begin at 1.</exception>
    /// <exception cref="UnsupportedValueTypeException"><typeparamref name="T"/> has no codec.</exception>
    public Mutation<ReplicatedTree<T>, ReplicatedTree<T>> Create(TreeNodeId parent, T value, Dot dot, Stamp stamp)
    {
        var node = new TreeNodeId(dot);
        if (dot.Source != stamp.Source) throw new ArgumentException("The dot and the stamp of one creation are of one source.", nameof(dot));
        var written = LWWRegister<T>.Empty.Set(value, stamp).Value;
        return Put(CreateMove(node, parent, stamp, dot.N, isCreation: true), Empty._values.Set(node, written));
    }

    /// <summary>Makes a node, and with it all that is below it, a child of another, behind the other children. Where it would come to be below itself, it stays where it is.</summary>
    /// <param name="node">The node.</param>
    /// <param name="parent">Its new parent. If that was removed, the node is removed.</param>
    /// <param name="stamp">The move's place in the order, as for <see cref="Create"/>.</param>
    /// <param name="n">The move's place among those of one stamp: 0, 1, 2, … where one update makes several that depend on each other, and creations by the numbers of their dots. Those of one number are applied in the order of their nodes.</param>
    /// <exception cref="ArgumentException"><paramref name="node"/> is <see cref="TreeNodeId.Root"/> or <see cref="TreeNodeId.Trash"/>, or <paramref name="parent"/> itself.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The stamp's logical time is 0: logical times begin at 1.</exception>
    public Mutation<ReplicatedTree<T>, ReplicatedTree<T>> Move(TreeNodeId node, TreeNodeId parent, Stamp stamp, uint n = 0) =>
        Put(CreateMove(node, parent, stamp, n, isCreation: false), default);

    /// <summary>Puts a node, and with it all that is below it, into the trash, from where it can be moved back. It is a move below <see cref="TreeNodeId.Trash"/>.</summary>
    /// <param name="node">The node.</param>
    /// <param name="stamp">The removal's place in the order, as for <see cref="Create"/>.</param>
    /// <param name="n">The removal's place among the moves of one stamp, as for <see cref="Move"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="node"/> is <see cref="TreeNodeId.Root"/> or <see cref="TreeNodeId.Trash"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The stamp's logical time is 0: logical times begin at 1.</exception>
    public Mutation<ReplicatedTree<T>, ReplicatedTree<T>> Remove(TreeNodeId node, Stamp stamp, uint n = 0) => Move(node, TreeNodeId.Trash, stamp, n);

    /// <summary>Writes a node's value. If a greater write of it is known already, nothing changes.</summary>
    /// <param name="node">The node, also a removed one, or one whose creation has yet to arrive.</param>
    /// <param name="value">The value.</param>
    /// <param name="stamp">The write's place in the order, as for <see cref="Create"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="node"/> is <see cref="TreeNodeId.Root"/> or <see cref="TreeNodeId.Trash"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The stamp's logical time is 0: logical times begin at 1.</exception>
    /// <exception cref="UnsupportedValueTypeException"><typeparamref name="T"/> has no codec.</exception>
    public Mutation<ReplicatedTree<T>, ReplicatedTree<T>> SetValue(TreeNodeId node, T value, Stamp stamp)
    {
        EnsureCreated(node);
        return Put(null, Empty._values.Set(node, LWWRegister<T>.Empty.Set(value, stamp).Value));
    }

    /// <inheritdoc/>
    public ReplicatedTree<T> Merge(ReplicatedTree<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (ReferenceEquals(this, other)) return this;

        // The side with more moves goes on from what is worked out there, up to the first move that is new to it.
        var (larger, smaller) = MoveCount >= other.MoveCount ? (this, other) : (other, this);
        var added = new MoveUnion.Added();
        var moves = larger._moves.Merge(smaller._moves, new MoveUnion(added));
        var values = _values.Merge(other._values, default(UnionRule<TreeNodeId, LWWRegister<T>, Later>));
        if (Holds(moves, values)) return this;
        return other.Holds(moves, values) ? other : new ReplicatedTree<T>(moves, values, added.First is { } first ? larger._timeline.Before(first) : larger._timeline);
    }

    /// <inheritdoc/>
    public ReplicatedTree<T> MergeDelta(ReplicatedTree<T> delta)
    {
        ArgumentNullException.ThrowIfNull(delta);
        return Merge(delta);
    }

    /// <inheritdoc/>
    public bool IsSubsumedBy(ReplicatedTree<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return MoveCount <= other.MoveCount && other.Merge(this).Equals(other);
    }

    /// <summary>Whether both hold the same moves and the same writes of values.</summary>
    /// <remarks>Trees of the same shape can differ in the moves that led to it, and then merge differently. To compare what they show, use <see cref="Enumerable.SequenceEqual{T}(IEnumerable{T}, IEnumerable{T})"/>.</remarks>
    public bool Equals([NotNullWhen(true)] ReplicatedTree<T>? other)
    {
        if (ReferenceEquals(this, other)) return true;
        return other is not null && Moves.AreEqual(_moves, other._moves, default(OwnEquality<Presence>))
            && SortedMap<TreeNodeId, LWWRegister<T>, NaturalOrder<TreeNodeId>>.AreEqual(_values, other._values, default(OwnEquality<LWWRegister<T>>));
    }

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as ReplicatedTree<T>);

    /// <summary>Of the stamps alone: what equality of values means is the codec's to say.</summary>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var entry in _moves) hash.Add(entry.Key.Stamp);
        hash.Add(_values.Count);
        return hash.ToHashCode();
    }

    /// <summary>Whether both hold the same moves and the same writes of values.</summary>
    public static bool operator ==(ReplicatedTree<T>? left, ReplicatedTree<T>? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether they differ in a move or in a write of a value.</summary>
    public static bool operator !=(ReplicatedTree<T>? left, ReplicatedTree<T>? right) => !(left == right);

    private Mutation<ReplicatedTree<T>, ReplicatedTree<T>> Put(TreeMove? move, SortedMap<TreeNodeId, LWWRegister<T>, NaturalOrder<TreeNodeId>> values)
    {
        // What comes last goes on from here: worked out now, it is for every value that is made from this one.
        if (move is not null && !_moves.TryCeiling(move, out _, out _)) _ = Forest;
        var delta = new ReplicatedTree<T>(move is null ? default : Empty._moves.Set(move, default), values, Timeline.Start);
        var value = Merge(delta);
        return new(value, ReferenceEquals(value, this) ? Empty : delta);
    }

    private bool Holds(Moves moves, SortedMap<TreeNodeId, LWWRegister<T>, NaturalOrder<TreeNodeId>> values) =>
        Moves.AreSame(moves, _moves) && SortedMap<TreeNodeId, LWWRegister<T>, NaturalOrder<TreeNodeId>>.AreSame(values, _values);

    private static TreeMove CreateMove(TreeNodeId node, TreeNodeId parent, Stamp stamp, uint n, bool isCreation)
    {
        EnsureCreated(node);
        if (stamp.Time == 0) throw new ArgumentOutOfRangeException(nameof(stamp), "A stamp's logical time begins at 1.");
        if (node == parent) throw new ArgumentException("A node is not its own parent.", nameof(parent));
        return new TreeMove(stamp, n, node, parent, isCreation);
    }

    private static void EnsureCreated(TreeNodeId node)
    {
        if (!node.IsCreated) throw new ArgumentException($"Nobody created the {node}: it cannot be moved, and has no value.", nameof(node));
    }

    private readonly struct Later : IJoin<LWWRegister<T>>
    {
        public LWWRegister<T> Join(LWWRegister<T> left, LWWRegister<T> right) => left.Merge(right);
    }
}
