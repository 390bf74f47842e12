using System.Buffers.Binary;

namespace Scuttlegen.Fuzz;

/// <summary>
/// CBOR as a tree that can be changed and written again, also into what no reader may accept: wrong counts, long forms. Read and written with code of its own, so that a mistake of the code under test
/// does not keep it from being found. Byte strings that hold CBOR (batches, proofs) are read as what they hold, so that a change inside leaves everything around it right.
/// </summary>
internal sealed class CborNode
{
    public const int Unsigned = 0;
    public const int Bytes = 2;
    public const int Text = 3;
    public const int Array = 4;
    public const int Map = 5;
    public const int Tag = 6;
    public const int Simple = 7;

    private const int MaxDepth = 48;

    public int Major { get; set; }

    /// <summary>The integer, the tag, or the simple value or float.</summary>
    public ulong Argument { get; set; }

    /// <summary>How many bytes the argument takes, 0 inside the first; negative: the fewest.</summary>
    public int Width { get; set; } = -1;

    /// <summary>What the head says of the length, if that is not so.</summary>
    public ulong? ClaimedLength { get; set; }

    public byte[] Content { get; set; } = [];

    /// <summary>Items of an array, a map (keys and values in turn) or a tag, and of a byte string that holds CBOR.</summary>
    public List<CborNode>? Items { get; set; }

    /// <summary>Reads one item that takes all of <paramref name="bytes"/>, or gives <see langword="null"/>.</summary>
    public static CborNode? Read(ReadOnlySpan<byte> bytes)
    {
        var position = 0;
        return Read(bytes, ref position, 0) is { } node && position == bytes.Length ? node : null;
    }

    public byte[] ToBytes()
    {
        var output = new List<byte>(256);
        Write(output);
        return [.. output];
    }

    /// <summary>This node and all below it.</summary>
    public void AddTo(List<CborNode> nodes)
    {
        nodes.Add(this);
        foreach (var item in Items ?? []) item.AddTo(nodes);
    }

    public CborNode Clone() => new()
    {
        Major = Major, Argument = Argument, Width = Width, ClaimedLength = ClaimedLength, Content = Content, Items = Items?.ConvertAll(static item => item.Clone()),
    };

    /// <summary>Takes over everything of a node that stands nowhere else.</summary>
    public void Become(CborNode other) => (Major, Argument, Width, ClaimedLength, Content, Items) = (other.Major, other.Argument, other.Width, other.ClaimedLength, other.Content, other.Items);

    private static CborNode? Read(ReadOnlySpan<byte> bytes, ref int position, int depth)
    {
        if (position >= bytes.Length || depth > MaxDepth) return null;
        var initial = bytes[position++];
        var info = initial & 31;
        if (info > 27) return null;
        var width = info < 24 ? 0 : 1 << (info - 24);
        if (bytes.Length - position < width) return null;
        ulong argument = (uint)info;
        if (width > 0)
        {
            Span<byte> padded = stackalloc byte[8];
            padded.Clear();
            bytes.Slice(position, width).CopyTo(padded[(8 - width)..]);
            argument = BinaryPrimitives.ReadUInt64BigEndian(padded);
            position += width;
        }

        var node = new CborNode { Major = initial >> 5, Argument = argument };
        switch (node.Major)
        {
            case Bytes or Text:
                if (argument > (ulong)(bytes.Length - position)) return null;
                var content = bytes.Slice(position, (int)argument);
                node.Content = content.ToArray();
                position += content.Length;
                if (node.Major == Bytes) node.Items = ReadSequence(content, depth + 1);
                return node;
            case Array:
                return ReadItems(bytes, ref position, node, argument, depth) ? node : null;
            case Map:
                return ReadItems(bytes, ref position, node, argument * 2, depth) ? node : null;
            case Tag:
                return ReadItems(bytes, ref position, node, 1, depth) ? node : null;
            case Simple:
                node.Width = width;
                return node;
            default:
                return node;
        }
    }

    private static bool ReadItems(ReadOnlySpan<byte> bytes, ref int position, CborNode node, ulong count, int depth)
    {
        if (count > (ulong)(bytes.Length - position)) return false;
        node.Items = [];
        for (ulong i = 0; i < count; i++)
        {
            if (Read(bytes, ref position, depth + 1) is not { } item) return false;
            node.Items.Add(item);
        }

        return true;
    }

    /// <summary>The items that a byte string holds, if it is long enough to hold any and not as long as a hash or an id.</summary>
    private static List<CborNode>? ReadSequence(ReadOnlySpan<byte> content, int depth)
    {
        if (content.Length is < 3 or 8 or 16 or 32 or 40) return null;
        var items = new List<CborNode>();
        for (var position = 0; position < content.Length;)
        {
            if (Read(content, ref position, depth) is not { } item) return null;
            items.Add(item);
        }

        return items;
    }

    private void Write(List<byte> output)
    {
        switch (Major)
        {
            case Bytes or Text:
                var content = Content;
                if (Items is not null)
                {
                    var inner = new List<byte>(Content.Length + 16);
                    foreach (var item in Items) item.Write(inner);
                    content = [.. inner];
                }

                WriteHead(output, ClaimedLength ?? (ulong)content.Length);
                output.AddRange(content);
                return;
            case Array or Map:
                WriteHead(output, ClaimedLength ?? (ulong)((Items?.Count ?? 0) / (Major == Map ? 2 : 1)));
                break;
            default:
                WriteHead(output, Argument);
                break;
        }

        foreach (var item in Items ?? []) item.Write(output);
    }

    private void WriteHead(List<byte> output, ulong argument)
    {
        var least = argument switch { < 24 => 0, <= byte.MaxValue => 1, <= ushort.MaxValue => 2, <= uint.MaxValue => 4, _ => 8 };
        var width = Width < 0 ? least : Width;
        var info = width switch { 0 => (int)(argument & 31), 1 => 24, 2 => 25, 4 => 26, _ => 27 };
        output.Add((byte)((Major << 5) | info));
        for (var i = width - 1; i >= 0; i--) output.Add((byte)(argument >> (8 * i)));
    }
}
