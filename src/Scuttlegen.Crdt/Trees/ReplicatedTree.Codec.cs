using System.Runtime.InteropServices;
using Scuttlegen.Crdt.Collections;
using Scuttlegen.Crdt.Trees;
using Scuttlegen.Wire;
using Moves = Scuttlegen.Crdt.Collections.SortedMap<Scuttlegen.Crdt.Trees.TreeMove, Scuttlegen.Crdt.Collections.Presence, Scuttlegen.Crdt.Collections.NaturalOrder<Scuttlegen.Crdt.Trees.TreeMove>>;

namespace Scuttlegen.Crdt;

public sealed partial class ReplicatedTree<T>
{
    private const int ItemCount = 3;
    private const int ItemsPerMove = 10;
    private const int ItemsPerValue = 6;
    private const int MaxNodeSize = 5 + 9 + 5;
    private const int MaxStampSize = 9 + 5;

    /// <inheritdoc/>
    public static int GetMaxSize(ReplicatedTree<T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var size = checked(1 + value.Sources().GetMaxSize() + 5 + ((MaxStampSize + 5 + (2 * MaxNodeSize) + 1) * value.MoveCount) + 5);
        foreach (var entry in value._values)
            size = checked(size + MaxNodeSize + MaxStampSize + (entry.Value.Value is { } held ? ValueCodec<T>.Default.GetMaxSize(held) : 1));
        return size;
    }

    /// <summary>
    /// Writes <c>[[source*], [(logical time, source, number, node, parent, whether it is a creation)*], [(node, logical time, source, value)*]]</c>: sources ascending, moves in their order, values in that of their nodes. A source is its index among
    /// the sources. A node is three items, source, sequence and number of its dot: <c>0, 0, 0</c> for the root, <c>0, 0, 1</c> for the trash.
    /// </summary>
    /// <inheritdoc/>
    public static void Write(ref CborWriter writer, ReplicatedTree<T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var sources = value.Sources();
        writer.WriteArrayHeader(ItemCount);
        sources.Write(ref writer);
        writer.WriteArrayHeader(checked(ItemsPerMove * value.MoveCount));
        foreach (var entry in value._moves)
        {
            var move = entry.Key;
            sources.WriteStamp(ref writer, move.Stamp);
            writer.WriteUInt32(move.N);
            WriteNode(ref writer, move.Node, sources);
            WriteNode(ref writer, move.Parent, sources);
            writer.WriteBoolean(move.IsCreation);
        }

        writer.WriteArrayHeader(checked(ItemsPerValue * value._values.Count));
        foreach (var entry in value._values)
        {
            WriteNode(ref writer, entry.Key, sources);
            sources.WriteStamp(ref writer, entry.Value.Stamp);
            if (entry.Value.Value is { } held) ValueCodec<T>.Default.Write(ref writer, held);
            else writer.WriteNull();
        }
    }

    /// <inheritdoc/>
    public static ReplicatedTree<T> Read(ref CborReader reader)
    {
        reader.ReadArrayHeader(ItemCount);
        reader.Enter();
        var start = reader.Position;
        var sources = NamedSources.Read(ref reader);
        var moves = ReadMoves(ref reader, sources);
        var valuesStart = reader.Position;
        var values = ReadValues(ref reader, sources);
        reader.Leave();
        sources.EnsureAllUsed(start);
        foreach (var (move, _) in moves)
        {
            if (move.IsCreation && !(values.TryGetValue(move.Node, out var written) && written.Stamp >= move.Stamp))
                Refuse.NotAllowed(valuesStart, "A node lacks the value that it was created with, or a later one");
        }

        return moves.Count == 0 && values.IsEmpty ? Empty : new ReplicatedTree<T>(Moves.FromSorted(CollectionsMarshal.AsSpan(moves)), values, Timeline.Start);
    }

    private static List<(TreeMove Key, Presence Value)> ReadMoves(ref CborReader reader, NamedSources sources)
    {
        var count = reader.ReadGroupsHeader(ItemsPerMove);
        var moves = new List<(TreeMove Key, Presence Value)>();
        for (var index = 0; index < count; index++)
        {
            var start = reader.Position;
            var stamp = sources.ReadStamp(ref reader);
            var n = reader.ReadUInt32();
            var node = ReadCreatedNode(ref reader, sources);
            var parent = ReadNode(ref reader, sources);
            var move = new TreeMove(stamp, n, node, parent, isCreation: reader.ReadBoolean());
            if (node == parent) Refuse.NotAllowed(start, "A node is not its own parent");
            if (move.IsCreation && (node.Raw.Source != stamp.Source || node.Raw.N != n)) Refuse.NotAllowed(start, "A creation is under its own dot");
            if (index > 0 && moves[^1].Key.CompareTo(move) >= 0) Refuse.OutOfOrder(start, "A tree's moves");
            moves.Add((move, default));
        }

        return moves;
    }

    private static SortedMap<TreeNodeId, LWWRegister<T>, NaturalOrder<TreeNodeId>> ReadValues(ref CborReader reader, NamedSources sources)
    {
        var count = reader.ReadGroupsHeader(ItemsPerValue);
        reader.Enter();
        var values = new List<(TreeNodeId Key, LWWRegister<T> Value)>();
        for (var index = 0; index < count; index++)
        {
            var start = reader.Position;
            var node = ReadCreatedNode(ref reader, sources);
            if (index > 0 && values[^1].Key >= node) Refuse.OutOfOrder(start, "A tree's values");
            var stamp = sources.ReadStamp(ref reader);
            var value = default(T) is null && reader.TryReadNull() ? default! : ValueCodec<T>.Default.Read(ref reader);
            values.Add((node, LWWRegister<T>.Empty.Set(value, stamp)));
        }

        reader.Leave();
        return SortedMap<TreeNodeId, LWWRegister<T>, NaturalOrder<TreeNodeId>>.FromSorted(CollectionsMarshal.AsSpan(values));
    }

    private static void WriteNode(ref CborWriter writer, TreeNodeId node, NamedSources sources)
    {
        if (node.IsCreated) sources.WriteSource(ref writer, node.Raw.Source);
        else writer.WriteUInt32(0);
        writer.WriteUInt64(node.Raw.Sequence);
        writer.WriteUInt32(node.Raw.N);
    }

    private static TreeNodeId ReadCreatedNode(ref CborReader reader, NamedSources sources)
    {
        var start = reader.Position;
        var node = ReadNode(ref reader, sources);
        if (!node.IsCreated) Refuse.NotAllowed(start, $"Nobody created the {node}: it is not moved, and has no value");
        return node;
    }

    private static TreeNodeId ReadNode(ref CborReader reader, NamedSources sources)
    {
        var start = reader.Position;
        var index = reader.ReadUInt32();
        var sequence = reader.ReadUInt64();
        var n = reader.ReadUInt32();
        if (sequence != 0) return new TreeNodeId(new Dot(sources.At(index, start), sequence, n));
        if (index != 0 || n > TreeNodeId.Trash.Raw.N) Refuse.OutOfRange(start, "Sequences begin at 1; only root and trash, (0, 0, 0) and (0, 0, 1), have none");
        return n == 0 ? TreeNodeId.Root : TreeNodeId.Trash;
    }

    private NamedSources Sources()
    {
        var sources = new HashSet<Source>();
        foreach (var entry in _moves)
        {
            sources.Add(entry.Key.Stamp.Source);
            sources.Add(entry.Key.Node.Raw.Source);
            if (entry.Key.Parent.IsCreated) sources.Add(entry.Key.Parent.Raw.Source);
        }

        foreach (var entry in _values)
        {
            sources.Add(entry.Key.Raw.Source);
            sources.Add(entry.Value.Stamp.Source);
        }

        return NamedSources.Of(sources);
    }
}
