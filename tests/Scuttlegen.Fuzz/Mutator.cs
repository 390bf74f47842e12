namespace Scuttlegen.Fuzz;

/// <summary>Changes an input as a careless or hostile peer would: in its structure, in its bytes, or in both.</summary>
internal static class Mutator
{
    // Copies of copies would make a few large inputs take most of the time.
    private const int MaxNodes = 20_000;

    private static readonly ulong[] Remarkable =
    [
        0, 1, 2, 23, 24, 255, 256, 32767, 32768, 65535, 65536, int.MaxValue, uint.MaxValue, 1UL << 32, (1UL << 40) - 1, 1UL << 40, long.MaxValue, 1UL << 63, ulong.MaxValue - 1, ulong.MaxValue,
    ];

    /// <summary>A changed copy of one of the <paramref name="corpus"/>; parts of others may stand in it.</summary>
    public static byte[] Mutate(byte[] input, IReadOnlyList<byte[]> corpus, Dice dice)
    {
        var how = dice.Below(100);
        if (how == 0) return input;
        var tree = how < 80 ? CborNode.Read(input) : null;
        if (tree is null) return Damage(input, corpus, dice);
        for (var rounds = dice.UpTo(4); rounds > 0; rounds--)
        {
            if (how < 45) Lie(tree, corpus, dice);
            else Change(tree, corpus, dice);
        }

        return how < 75 ? tree.ToBytes() : Damage(tree.ToBytes(), corpus, dice);
    }

    /// <summary>Keeps the shape, so that readers find nothing to refuse: other numbers, other hashes and sources in their places, items twice or not at all.</summary>
    private static void Lie(CborNode tree, IReadOnlyList<byte[]> corpus, Dice dice)
    {
        var nodes = new List<CborNode>();
        tree.AddTo(nodes);
        var node = dice.Pick(nodes);
        if (node.Major == CborNode.Unsigned)
        {
            node.Argument = Retouch(node.Argument, dice);
        }
        else if (node is { Major: CborNode.Bytes or CborNode.Text, Items: null, Content.Length: > 0 })
        {
            var others = nodes;
            if (dice.OneIn(2) && CborNode.Read(dice.Pick(corpus)) is { } donor) donor.AddTo(others = []);
            others = others.FindAll(other => other != node && other.Major == node.Major && other.Content.Length == node.Content.Length && other.Items is null);
            byte[] content = [.. others.Count > 0 && !dice.OneIn(4) ? dice.Pick(others).Content : node.Content];
            if (dice.OneIn(4)) content[dice.Below(content.Length)] ^= (byte)(1 << dice.Below(8));
            node.Content = content;
        }
        else if (node is { Major: CborNode.Array, Items.Count: > 5 })
        {
            var at = dice.Below(node.Items.Count);
            if (dice.OneIn(2)) node.Items.RemoveAt(at);
            else node.Items.Insert(at, dice.Pick(node.Items).Clone());
        }
    }

    private static void Change(CborNode tree, IReadOnlyList<byte[]> corpus, Dice dice)
    {
        var nodes = new List<CborNode>();
        tree.AddTo(nodes);
        if (nodes.Count > MaxNodes) return;
        var node = dice.Pick(nodes);
        switch (dice.Below(12))
        {
            case 0:
                node.Become(Donor(corpus, dice));
                break;
            case 1:
                node.Become(dice.Pick(nodes).Clone());
                break;
            case 2:
                node.ClaimedLength = dice.Pick(Remarkable);
                break;
            case 3:
                node.Width = dice.Pick([0, 1, 2, 4, 8]);
                break;
            case 4:
                node.Major = dice.Below(8);
                break;
            case 5:
                Nest(node, dice.OneIn(8) ? dice.UpTo(200) : dice.UpTo(4));
                break;
            default:
                ChangeWithin(node, corpus, dice);
                break;
        }
    }

    private static void ChangeWithin(CborNode node, IReadOnlyList<byte[]> corpus, Dice dice)
    {
        if (node.Items is { Count: > 0 } items)
        {
            var at = dice.Below(items.Count);
            switch (dice.Below(6))
            {
                case 0: items.RemoveAt(at); break;
                case 1: items.Insert(at, items[dice.Below(items.Count)].Clone()); break;
                case 2: (items[at], items[0]) = (items[0], items[at]); break;
                case 3: items.Insert(at, Donor(corpus, dice)); break;
                case 4:
                    items.Add(new CborNode { Argument = dice.Pick(Remarkable) });
                    if (dice.OneIn(2)) Nest(items[^1], dice.UpTo(200));
                    break;
                default: items.RemoveRange(at, items.Count - at); break;
            }

            return;
        }

        if (node.Major is CborNode.Bytes or CborNode.Text)
        {
            node.Content = Damage(node.Content, corpus, dice);
            node.Items = null;
            return;
        }

        node.Argument = Retouch(node.Argument, dice);
    }

    private static ulong Retouch(ulong value, Dice dice) => dice.Below(5) switch
    {
        0 => value + 1,
        1 => value - 1,
        2 => value ^ (1UL << dice.Below(64)),
        3 => value + (ulong)dice.UpTo(1000),
        _ => dice.Pick(Remarkable),
    };

    private static CborNode Donor(IReadOnlyList<byte[]> corpus, Dice dice)
    {
        if (CborNode.Read(dice.Pick(corpus)) is not { } tree) return new CborNode { Argument = dice.Next() };
        var nodes = new List<CborNode>();
        tree.AddTo(nodes);
        return dice.Pick(nodes);
    }

    private static void Nest(CborNode node, int depth)
    {
        var inner = new CborNode();
        inner.Become(node);
        for (; depth > 0; depth--) inner = new CborNode { Major = CborNode.Array, Items = [inner] };
        node.Become(inner);
    }

    private static byte[] Damage(byte[] input, IReadOnlyList<byte[]> corpus, Dice dice)
    {
        var bytes = new List<byte>(input);
        for (var rounds = dice.UpTo(4); rounds > 0; rounds--)
        {
            var at = dice.Below(bytes.Count + 1);
            var length = Math.Min(dice.UpTo(16), bytes.Count - at);
            switch (dice.Below(9))
            {
                case 0 when length > 0: bytes[at] ^= (byte)(1 << dice.Below(8)); break;
                case 1 when length > 0: bytes[at] = (byte)dice.Next(); break;
                case 2: bytes.InsertRange(at, dice.Bytes(dice.UpTo(8))); break;
                case 3: bytes.RemoveRange(at, length); break;
                case 4: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
                case 5: bytes.RemoveRange(at, bytes.Count - at); break;
                case 6 when length > 0: bytes[at] = dice.Pick<byte>([0x00, 0x7f, 0x80, 0x9f, 0xbf, 0xff, 0x1b, 0x5b, 0x9b, 0xf6]); break;
                case 7:
                    var other = dice.Pick(corpus);
                    var from = dice.Below(other.Length + 1);
                    bytes.InsertRange(at, other.AsSpan(from, Math.Min(dice.UpTo(64), other.Length - from)));
                    break;
                case 8:
                    // Arrays in arrays, or tags of tags: a reader that calls itself for each runs out of stack.
                    bytes.InsertRange(at, Enumerable.Repeat(dice.Pick<byte>([0x81, 0xc1]), dice.UpTo(dice.OneIn(20) ? 50_000 : 100)));
                    break;
            }
        }

        return [.. bytes];
    }
}
