namespace Scuttlegen.Generators.Contract;

/// <summary>A whole layout and the type that it is of.</summary>
internal sealed record LayoutRoot(string Type, RecordNode Layout)
{
    /// <summary>The layout as a kind is recorded that no peer has ever written: no bytes end early.</summary>
    public RecordNode AsRecorded() => (RecordNode)WithoutDefaults(Layout);

    /// <summary>
    /// The layout as it is recorded after <paramref name="shipped"/>, with which it is compatible: what is appended carries its default, for bytes that end before it.
    /// </summary>
    public RecordNode AsRecordedAfter(LayoutRoot shipped) => new Merge(shipped.Records()).Of(shipped.Layout, Layout);

    /// <summary>The records that are spelled out in it, by type.</summary>
    public Dictionary<string, RecordNode> Records()
    {
        var records = new Dictionary<string, RecordNode>(StringComparer.Ordinal) { [Type] = Layout with { Word = Type } };
        Gather(Layout, records);
        return records;
    }

    private static void Gather(LayoutNode node, Dictionary<string, RecordNode> records)
    {
        switch (node)
        {
            case NullableNode nullable:
                Gather(nullable.Inner, records);
                break;
            case GroupNode group:
                foreach (var item in group.Items) Gather(item.Type, records);
                break;
            case RecordNode record:
                if (record.Word.Length > 0 && !records.ContainsKey(record.Word)) records.Add(record.Word, record);
                foreach (var member in record.Members) Gather(member.Type, records);
                break;
        }
    }

    private static LayoutNode WithoutDefaults(LayoutNode node) => node switch
    {
        NullableNode nullable => new NullableNode(WithoutDefaults(nullable.Inner)),
        GroupNode group => group with { Items = [.. group.Items.Select(static i => i with { Type = WithoutDefaults(i.Type) })] },
        RecordNode record => record with { Members = [.. record.Members.Select(static m => new LayoutMember(m.Name, WithoutDefaults(m.Type)))] },
        _ => node,
    };

    private sealed class Merge(Dictionary<string, RecordNode> shippedRecords)
    {
        public RecordNode Of(RecordNode shipped, RecordNode declared) => declared with
        {
            Members =
            [
                .. declared.Members.Select((now, i) =>
                {
                    if (i >= shipped.Members.Count) return new LayoutMember(now.Name, WithoutDefaults(now.Type), declared.IsUnion ? null : now.Default);
                    var before = shipped.Members[i];
                    return new LayoutMember(now.Name, Of(before.Type, now.Type), before.Default is null ? null : now.Default);
                }),
            ],
        };

        private LayoutNode Of(LayoutNode shipped, LayoutNode declared)
        {
            // A record may be spelled out here and referred to there.
            if (shipped is ReferenceNode reference && declared is RecordNode && shippedRecords.TryGetValue(reference.Type, out var spelledOut)) shipped = spelledOut;
            return (shipped, declared) switch
            {
                (NullableNode a, NullableNode b) => new NullableNode(Of(a.Inner, b.Inner)),
                (GroupNode a, GroupNode b) => b with { Items = [.. b.Items.Select((item, i) => item with { Type = Of(a.Items[i].Type, item.Type) })] },
                (RecordNode a, RecordNode b) => Of(a, b),
                _ => declared,
            };
        }
    }
}
