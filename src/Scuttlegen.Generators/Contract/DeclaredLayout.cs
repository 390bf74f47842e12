using Scuttlegen.Generators.Extraction;
using Scuttlegen.Generators.Model;

namespace Scuttlegen.Generators.Contract;

/// <summary>The layout of a declared action, with what each member is read as if bytes end before it.</summary>
internal static class DeclaredLayout
{
    /// <param name="actions">
    /// All actions of the compilation by the name of their type: they may be members of this one. What is declared elsewhere is watched over where it is declared.
    /// </param>
    public static RecordNode Of(ActionModel action, IReadOnlyDictionary<string, ActionModel> actions)
    {
        var objects = new Dictionary<string, ObjectModel>(StringComparer.Ordinal);
        foreach (var model in action.Objects) objects[TypeNames.InContract(model.Type)] = model;

        ObjectModel? Find(string type)
        {
            if (objects.TryGetValue(type, out var model)) return model;
            if (!actions.TryGetValue(type, out var nested)) return null;
            foreach (var inner in nested.Objects) objects[TypeNames.InContract(inner.Type)] = inner;
            return objects[type] = nested.Root;
        }

        var layout = LayoutParser.Parse(action.Facts.Layout, 0, out var error) as RecordNode
            ?? throw new InvalidOperationException($"The layout '{action.Facts.Layout}' is not one: {error.Message}.");
        return (RecordNode)Annotate(layout, action.Root, Find);
    }

    private static LayoutNode Annotate(LayoutNode node, ObjectModel? model, Func<string, ObjectModel?> find) => node switch
    {
        NullableNode nullable => new NullableNode(Annotate(nullable.Inner, null, find)),
        GroupNode group => group with { Items = [.. group.Items.Select(i => i with { Type = Annotate(i.Type, null, find) })] },
        RecordNode { IsUnion: true } union => union with { Members = [.. union.Members.Select(m => m with { Type = Annotate(m.Type, null, find) })] },
        RecordNode record => record with { Members = [.. Members(record, model ?? find(record.Word), find)] },
        _ => node,
    };

    private static IEnumerable<LayoutMember> Members(RecordNode record, ObjectModel? model, Func<string, ObjectModel?> find) =>
        record.Members.Select((member, index) => new LayoutMember(
            member.Name,
            Annotate(member.Type, null, find),
            model is null || index >= model.Members.Count ? DefaultOf(member.Type) : DefaultText(model.Members[index].Missing)));

    /// <summary>Of a member that no model here knows, in a tuple for one: only what its type says, and a reference type may have none.</summary>
    private static string? DefaultOf(LayoutNode type) => type is NullableNode or AtomNode { Text: not ("text" or "bytes") } ? "" : null;

    /// <summary>The default as the contract spells it: without the C# around it.</summary>
    private static string? DefaultText(string? missing)
    {
        if (missing is null) return null;
        if (missing.Length > 0 && missing[0] is '"' or '\'') return missing == "'\\0'" ? "" : missing;

        // unchecked((type)(value))
        var value = missing.StartsWith("unchecked(", StringComparison.Ordinal) ? missing.Substring(missing.LastIndexOf('(') + 1).TrimEnd(')') : missing;
        if (value == "true") return value;
        foreach (var type in new[] { "double.", "float." })
        {
            if (value.StartsWith(type, StringComparison.Ordinal)) return value.Substring(type.Length);
        }

        var isNumber = value.Length > 0 && (char.IsDigit(value[0]) || (value[0] == '-' && value.Length > 1 && char.IsDigit(value[1])));
        if (!isNumber) return "";
        value = value.TrimEnd('D', 'F', 'M');
        return value == "0" ? "" : value;
    }
}
