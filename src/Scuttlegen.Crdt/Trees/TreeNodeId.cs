using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Scuttlegen.Json;
using Scuttlegen.Wire;

namespace Scuttlegen.Crdt;

/// <summary>The name of a node of a <see cref="ReplicatedTree{T}"/>: the dot of its creation, or one of the two nodes that every tree has, <see cref="Root"/> and <see cref="Trash"/>.</summary>
/// <remarks>
/// <para>It is a type of its own beside <see cref="Crdt.Dot"/> because an action names nodes that others created, but makes changes under its own dots only.</para>
/// <para>Ordered: the root, the trash, then nodes by sequence, number and source of their dots.</para>
/// </remarks>
[JsonConverter(typeof(TextJsonConverter<TreeNodeId>))]
public readonly record struct TreeNodeId : IComparable<TreeNodeId>, ISpanParsable<TreeNodeId>, ICborCodec<TreeNodeId>
{
    private const int ItemsOfUncreated = 1;
    private const string RootText = "root";
    private const string TrashText = "trash";

    /// <summary>Names the node that was created under <paramref name="dot"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The dot's sequence is 0.</exception>
    public TreeNodeId(Dot dot)
    {
        dot.Validate(nameof(dot));
        Raw = dot;
    }

    /// <summary>The node that all others are below, unless they were removed. Nobody created it: it has no value, and cannot be moved.</summary>
    public static TreeNodeId Root => default;

    /// <summary>The node that removed nodes are below. Nobody created it: it has no value, and cannot be moved.</summary>
    public static TreeNodeId Trash { get; } = FromRaw(new Dot(default, 0, 1));

    /// <summary>Whether this is <see cref="Root"/>.</summary>
    public bool IsRoot => this == Root;

    /// <summary>Whether this is <see cref="Trash"/>.</summary>
    public bool IsTrash => this == Trash;

    /// <summary>The dot under which the node was created.</summary>
    /// <exception cref="InvalidOperationException">It is <see cref="Root"/> or <see cref="Trash"/>.</exception>
    public Dot Dot => IsCreated ? Raw : throw new InvalidOperationException($"Nobody created the {this}: it has no dot.");

    /// <summary>Whether somebody created it: it is neither the root nor the trash.</summary>
    internal bool IsCreated => Raw.Sequence != 0;

    /// <summary>The dot, or what stands for it. No dot has sequence 0, so the numbers 0 and 1 of that sequence are free for root and trash.</summary>
    internal Dot Raw { get; private init; }

    internal static TreeNodeId FromRaw(Dot dot) => new() { Raw = dot };

    /// <inheritdoc/>
    public static int GetMaxSize(TreeNodeId value) => Dot.GetMaxSize(value.Raw);

    /// <summary>Writes <c>[0]</c> for the root, <c>[1]</c> for the trash, and every other node as its dot.</summary>
    /// <inheritdoc/>
    public static void Write(ref CborWriter writer, TreeNodeId value)
    {
        if (value.IsCreated)
        {
            Dot.Write(ref writer, value.Raw);
            return;
        }

        writer.WriteArrayHeader(ItemsOfUncreated);
        writer.WriteUInt32(value.Raw.N);
    }

    /// <inheritdoc/>
    public static TreeNodeId Read(ref CborReader reader)
    {
        var start = reader.Position;
        var count = reader.ReadArrayHeader();
        if (count == Dot.ItemCount) return new TreeNodeId(Dot.ReadItems(ref reader));
        if (count != ItemsOfUncreated) Refuse.OutOfRange(start, $"A node's name has {ItemsOfUncreated} or {Dot.ItemCount} items, not {count}");
        return ReadUncreated(ref reader);
    }

    /// <summary>Reads which of the nodes it is that nobody created.</summary>
    private static TreeNodeId ReadUncreated(ref CborReader reader)
    {
        var start = reader.Position;
        var number = reader.ReadUInt32();
        if (number > Trash.Raw.N) Refuse.OutOfRange(start, $"Root and trash have the numbers 0 and 1, and none has {number}");
        return number == 0 ? Root : Trash;
    }

    /// <inheritdoc/>
    public int CompareTo(TreeNodeId other)
    {
        // What differs most, and is compared fastest, first: trees look up nodes all the time.
        var order = Raw.Sequence.CompareTo(other.Raw.Sequence);
        if (order == 0) order = Raw.N.CompareTo(other.Raw.N);
        return order != 0 ? order : Raw.Source.CompareTo(other.Raw.Source);
    }

    /// <summary><c>root</c>, <c>trash</c>, or the dot.</summary>
    public override string ToString() => IsRoot ? RootText : IsTrash ? TrashText : Raw.ToString();

    /// <summary>Parses the form that <see cref="ToString()"/> gives.</summary>
    /// <exception cref="FormatException">The text has another form.</exception>
    public static TreeNodeId Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => TryParse(s, provider, out var result)
        ? result
        : throw new FormatException("A node's name is root, trash or the text of a dot.");

    /// <summary>Parses the form that <see cref="ToString()"/> gives.</summary>
    /// <exception cref="FormatException">The text has another form.</exception>
    public static TreeNodeId Parse(string s, IFormatProvider? provider) => Parse(s.AsSpan(), provider);

    /// <summary>Parses the form that <see cref="ToString()"/> gives.</summary>
    /// <exception cref="FormatException">The text has another form.</exception>
    public static TreeNodeId Parse(string s) => Parse(s.AsSpan(), null);

    /// <summary>Parses the form that <see cref="ToString()"/> gives.</summary>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out TreeNodeId result)
    {
        var isDot = Dot.TryParse(s, provider, out var dot);
        result = isDot ? new TreeNodeId(dot) : s is TrashText ? Trash : Root;
        return isDot || s is RootText or TrashText;
    }

    /// <summary>Parses the form that <see cref="ToString()"/> gives.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out TreeNodeId result) =>
        TryParse(s.AsSpan(), provider, out result);

    /// <summary>Whether <paramref name="left"/> comes first.</summary>
    public static bool operator <(TreeNodeId left, TreeNodeId right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> comes first or is the same.</summary>
    public static bool operator <=(TreeNodeId left, TreeNodeId right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> comes last.</summary>
    public static bool operator >(TreeNodeId left, TreeNodeId right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> comes last or is the same.</summary>
    public static bool operator >=(TreeNodeId left, TreeNodeId right) => left.CompareTo(right) >= 0;
}
