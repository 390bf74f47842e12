namespace Scuttlegen.Generators.Contract;

/// <summary>One thing that is not as it was shipped.</summary>
/// <param name="Path">The member, reached from the action: <c>Line.Price</c>.</param>
/// <param name="Change">What became of it, as the middle of a sentence.</param>
/// <param name="Consequence">What that does to whom; <see langword="null"/> if a default is all that is missing.</param>
/// <param name="WayOut">What to do about it.</param>
internal sealed record LayoutChange(string Path, string Change, string? Consequence, string WayOut);

/// <summary>What deployed peers and this build could not read of each other.</summary>
internal sealed class LayoutComparison
{
    private const string Restore = "restore it, or leave this action as it was shipped and declare a new one, of a kind of its own, beside it";
    private const string NeitherReads = "deployed peers cannot read what this build writes, nor this build what they wrote";
    private const string Misplaced = "members are read by position, so from here on deployed peers misread what this build writes, and this build what they wrote";

    private static readonly Dictionary<string, (decimal Least, decimal Greatest)> Integers = new(StringComparer.Ordinal)
    {
        ["int8"] = (sbyte.MinValue, sbyte.MaxValue),
        ["uint8"] = (byte.MinValue, byte.MaxValue),
        ["int16"] = (short.MinValue, short.MaxValue),
        ["uint16"] = (ushort.MinValue, ushort.MaxValue),
        ["int32"] = (int.MinValue, int.MaxValue),
        ["uint32"] = (uint.MinValue, uint.MaxValue),
        ["int64"] = (long.MinValue, long.MaxValue),
        ["uint64"] = (ulong.MinValue, ulong.MaxValue),
    };

    private readonly List<LayoutChange> _changes = [];
    private readonly Dictionary<string, RecordNode> _shipped;
    private readonly Dictionary<string, RecordNode> _declared;
    private readonly HashSet<(string Shipped, string Declared)> _compared = [];

    private LayoutComparison(LayoutRoot shipped, LayoutRoot declared)
    {
        _shipped = shipped.Records();
        _declared = declared.Records();
    }

    /// <summary>Incompatible changes and members without a default, in the order of the layout; none if every peer can read every other's bytes.</summary>
    public static IReadOnlyList<LayoutChange> Between(LayoutRoot shipped, LayoutRoot declared)
    {
        var comparison = new LayoutComparison(shipped, declared);
        comparison.CompareRecords(shipped.Layout with { Word = shipped.Type }, declared.Layout with { Word = declared.Type }, "");
        return comparison._changes;
    }

    private void Compare(LayoutNode shipped, LayoutNode declared, string path)
    {
        shipped = Resolve(shipped, _shipped);
        declared = Resolve(declared, _declared);
        switch (shipped, declared)
        {
            case (NullableNode a, NullableNode b):
                Compare(a.Inner, b.Inner, path);
                break;
            case (NullableNode a, _) when a.Inner.Describe() == declared.Describe():
                Retyped(path, shipped, declared, "deployed peers read what this build writes, but this build cannot read the null that they may have written");
                break;
            case (_, NullableNode b) when b.Inner.Describe() == shipped.Describe():
                Retyped(path, shipped, declared, "this build reads what deployed peers wrote, but they cannot read its null");
                break;
            case (RecordNode a, RecordNode b) when a.IsUnion == b.IsUnion:
                CompareRecords(a, b, path);
                break;
            case (GroupNode a, GroupNode b) when a.Word == b.Word && a.Open == b.Open && a.Items.Count == b.Items.Count:
                for (var i = 0; i < a.Items.Count; i++) Compare(a.Items[i].Type, b.Items[i].Type, path);
                break;
            case (AtomNode a, AtomNode b) when a.Text == b.Text:
            case (ReferenceNode c, ReferenceNode d) when c.Type == d.Type:
                break;
            default:
                Retyped(path, shipped, declared, IsWidened(shipped, declared)
                    ? $"this build reads what deployed peers wrote, but they cannot read its values beyond {shipped.Describe()}"
                    : NeitherReads);
                break;
        }
    }

    private void CompareRecords(RecordNode shipped, RecordNode declared, string path)
    {
        // A record that contains itself comes by again.
        if (shipped.Word.Length > 0 && !_compared.Add((shipped.Word, declared.Word))) return;

        for (var i = 0; i < shipped.Members.Count; i++)
        {
            var before = shipped.Members[i];
            if (i == declared.Members.Count)
            {
                Gone(shipped, i, path);
                return;
            }

            var now = declared.Members[i];
            var isMoved = before.Key != now.Key && (!shipped.IsUnion || Has(declared, before) || Has(shipped, now));
            if (isMoved)
            {
                Moved(shipped, declared, i, path);
                return;
            }

            var below = Join(path, shipped, now);
            CompareDefaults(before, now, below);
            Compare(before.Type, now.Type, below);
        }

        foreach (var appended in declared.Members.Skip(shipped.Members.Count))
        {
            if (shipped.IsUnion || appended.Default is not null) continue;
            _changes.Add(new LayoutChange(Join(path, declared, appended), "is appended to what was shipped and has no default", null, DefaultFor(appended)));
        }
    }

    private void CompareDefaults(LayoutMember before, LayoutMember now, string path)
    {
        if (before.Default is null || before.Default == now.Default) return;
        if (now.Default is null)
        {
            _changes.Add(new LayoutChange(path, "was appended with a default and has none any more", null, DefaultFor(now)));
            return;
        }

        _changes.Add(new LayoutChange(
            path, $"was shipped with the default {Spell(before.Default)} and has {Spell(now.Default)} now",
            "from what was written before the member was appended, this build reads another value than deployed peers", Restore));
    }

    private void Gone(RecordNode shipped, int index, string path)
    {
        var member = shipped.Members[index];
        var consequence = shipped.IsUnion ? "this build cannot read it in what deployed peers wrote"
            : member.Default is null ? "deployed peers cannot read what this build writes, which ends before it, and this build drops it from what they wrote"
            : $"deployed peers read {Spell(member.Default)} in its place from what this build writes, and this build drops it from what they wrote";
        _changes.Add(new LayoutChange(Join(path, shipped, member), "was shipped and is gone", consequence, Restore));
    }

    private void Moved(RecordNode shipped, RecordNode declared, int index, string path)
    {
        var before = shipped.Members[index];
        var now = declared.Members[index];
        var beforeIsElsewhere = Has(declared, before);
        var nowWasShipped = Has(shipped, now);
        var misplaced = shipped.IsUnion ? Misplaced.Replace("members are", "cases are") : Misplaced;
        switch (beforeIsElsewhere, nowWasShipped)
        {
            case (true, true):
                _changes.Add(new LayoutChange(Join(path, declared, now), $"stands where '{before.Key}' was shipped", misplaced, "restore the order, or declare a new action, of a kind of its own, beside this one"));
                break;
            case (true, false):
                _changes.Add(new LayoutChange(Join(path, declared, now), $"is inserted before '{before.Key}', which was shipped", misplaced, shipped.IsUnion ? "append it after all that was shipped" : "append it, with a default, after all that was shipped"));
                break;
            case (false, false) when before.Type.Print(withTypeNames: false) == now.Type.Print(withTypeNames: false):
                _changes.Add(new LayoutChange(
                    Join(path, declared, now), $"has the place of '{before.Key}', which was shipped",
                    $"deployed peers read as '{before.Key}' what this build writes as '{now.Key}'",
                    $"restore the name, or, if both mean the same, correct it in {WireContract.ShippedName}"));
                break;
            default:
                _changes.Add(new LayoutChange(Join(path, shipped, before), "was shipped and is gone", misplaced, Restore));
                break;
        }
    }

    private void Retyped(string path, LayoutNode shipped, LayoutNode declared, string consequence) =>
        _changes.Add(new LayoutChange(path, $"was shipped as {shipped.Describe()} and is {declared.Describe()} now", consequence, Restore));

    private static LayoutNode Resolve(LayoutNode node, Dictionary<string, RecordNode> records) =>
        node is ReferenceNode reference && records.TryGetValue(reference.Type, out var record) ? record : node;

    private static bool IsWidened(LayoutNode shipped, LayoutNode declared) =>
        shipped is AtomNode { Text: var before } && declared is AtomNode { Text: var now }
        && Integers.TryGetValue(before, out var from) && Integers.TryGetValue(now, out var to)
        && to.Least <= from.Least && from.Greatest <= to.Greatest;

    private static string DefaultFor(LayoutMember member) =>
        $"make '{member.Name}' nullable, or a positional parameter with a default value";

    private static string Spell(string value) => value.Length == 0 ? "value of its type" : value;

    private static bool Has(RecordNode record, LayoutMember member) => record.Members.Any(m => m.Key == member.Key);

    private static string Join(string path, RecordNode record, LayoutMember member) =>
        record.IsUnion ? $"{path}({member.Key})" : path.Length == 0 ? member.Key : path + "." + member.Key;
}
