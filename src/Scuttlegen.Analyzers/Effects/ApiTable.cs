using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Scuttlegen.Analyzers.Effects;

/// <summary>What <c>Apis.txt</c> says about a member of a referenced assembly.</summary>
/// <param name="Category"><see cref="EffectCategory.Pure"/>: exempt.</param>
/// <param name="Advice">What to do instead; empty: the rule knows.</param>
/// <param name="WholeType">The entry condemns the member's type, not just the member.</param>
internal readonly record struct Verdict(EffectCategory Category, string Advice, bool WholeType);

/// <summary>
/// The curated knowledge about members whose source is not in the compilation: <c>Apis.txt</c>, whose head explains the format. The most
/// specific entry wins: one overload, all overloads of a name, the type, the namespace.
/// </summary>
internal sealed class ApiTable
{
    private static readonly Lazy<ApiTable> LazyInstance = new(() => new ApiTable(ReadEntries()));

    private readonly ApiTable? _rest;
    private readonly Index _judgements = new();
    private readonly Index _flows = new();

    /// <param name="entries">The entries.</param>
    /// <param name="rest">The table to ask where these say nothing.</param>
    public ApiTable(ImmutableArray<Entry> entries, ApiTable? rest = null)
    {
        Entries = entries;
        _rest = rest;
        foreach (var entry in entries)
            (entry.Flow is null ? _judgements : _flows).Add(entry);
    }

    public static ApiTable Instance => LazyInstance.Value;

    public ImmutableArray<Entry> Entries { get; }

    /// <summary>The verdict on a member of a referenced assembly, or <see langword="null"/> where the table has none.</summary>
    public Verdict? Judge(ISymbol member)
    {
        // No code runs where a constant is read, whatever its type does elsewhere; but which constant it is may matter.
        var found = Find(_judgements, member, wholeTypes: member is not IFieldSymbol { IsConst: true });
        return found is var (entry, wholeType) ? new Verdict(entry.Category, entry.Advice, wholeType) : _rest?.Judge(member);
    }

    /// <summary>Whether a project vouches for a member of its own, by a line for just that: what it does is not looked into.</summary>
    public bool IsVouchedFor(ISymbol member) => _rest is not null && Find(_judgements, member, wholeTypes: false) is { Entry: { Category: EffectCategory.Pure, IsPrefix: false } };

    /// <summary>What a member of a referenced assembly does with the objects it is given, or <see langword="null"/> where the table does not say.</summary>
    public ApiFlow? FlowOf(ISymbol member) => Find(_flows, member, wholeTypes: true) is var (entry, _) ? entry.Flow : _rest?.FlowOf(member);

    private static (Entry Entry, bool WholeType)? Find(Index index, ISymbol member, bool wholeTypes)
    {
        for (var current = member.OriginalDefinition; current is not null; current = Overridden(current))
        {
            if (FindExactly(index, current, wholeTypes) is { } found)
                return found;
        }

        return null;
    }

    private static (Entry Entry, bool WholeType)? FindExactly(Index index, ISymbol member, bool wholeTypes)
    {
        if (member.GetDocumentationCommentId() is not { } id)
            return null;
        if (index.Find(id) is { } overload)
            return (overload, false);

        var parameters = id.IndexOf('(');
        var name = parameters < 0 ? id : id.Substring(0, parameters);
        if (index.Find(name) is { } allOverloads)
            return (allOverloads, false);
        if (!wholeTypes)
            return null;

        for (var type = member as INamedTypeSymbol ?? member.ContainingType; type is not null; type = type.ContainingType)
        {
            if (type.GetDocumentationCommentId() is { } typeId && index.Find(typeId) is { } wholeType)
                return (wholeType, true);
        }

        for (var space = member.ContainingNamespace; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
        {
            if (index.Find("N:" + space.ToDisplayString()) is { } wholeNamespace)
                return (wholeNamespace, true);
        }

        return null;
    }

    private static ISymbol? Overridden(ISymbol member) => member switch
    {
        IMethodSymbol method => method.OverriddenMethod?.OriginalDefinition,
        IPropertySymbol property => property.OverriddenProperty?.OriginalDefinition,
        _ => null,
    };

    private static ImmutableArray<Entry> ReadEntries()
    {
        using var stream = typeof(ApiTable).GetTypeInfo().Assembly.GetManifestResourceStream("Scuttlegen.Analyzers.Effects.Apis.txt")!;
        using var reader = new StreamReader(stream);
        var entries = ImmutableArray.CreateBuilder<Entry>();
        while (reader.ReadLine() is { } line)
        {
            if (Parse(line) is { } entry)
                entries.Add(entry);
        }

        return entries.ToImmutable();
    }

    /// <summary>One line; <see langword="null"/> for an empty one or a comment.</summary>
    /// <exception cref="FormatException">The line is neither; the message says what it should be.</exception>
    public static Entry? Parse(string line)
    {
        var columns = line.Split([' '], 3, StringSplitOptions.RemoveEmptyEntries);
        if (columns.Length == 0 || columns[0][0] == '#')
            return null;
        if (columns.Length < 2 || columns[1].Length < 3 || columns[1][1] != ':' || "MPFETN".IndexOf(columns[1][0]) < 0)
            throw new FormatException($"'{line.Trim()}' is not '<word> <documentation id> [advice]', such as 'Pure M:Contoso.Money.Round'");
        var id = columns[1];
        var isPrefix = id[id.Length - 1] == '*';
        var flow = ApiFlow.Parse(columns[0]);
        var category = EffectCategory.Pure;
        if (flow is null && (!Enum.TryParse(columns[0], out category) || category is >= EffectCategory.UnorderedEnumeration or EffectCategory.LocalSlice))
            throw new FormatException($"'{columns[0]}' is no word of the table: use Pure, a reason such as Clock, Culture or InputOutput, or a flow such as Mutates");
        return new Entry(category, flow, isPrefix ? id.Substring(0, id.Length - 1) : id, isPrefix, columns.Length == 3 ? columns[2].Trim() : "");
    }

    /// <summary>One line of <c>Apis.txt</c>.</summary>
    /// <param name="Flow">Set where the line's word is a flow, not a judgement.</param>
    internal sealed record Entry(EffectCategory Category, ApiFlow? Flow, string Id, bool IsPrefix, string Advice);

    private sealed class Index
    {
        private readonly Dictionary<string, Entry> _byId = new(StringComparer.Ordinal);
        private readonly List<Entry> _byPrefix = [];

        public void Add(Entry entry)
        {
            if (entry.IsPrefix)
                _byPrefix.Add(entry);
            else
                _byId.Add(entry.Id, entry);
        }

        public Entry? Find(string id)
        {
            if (_byId.TryGetValue(id, out var entry))
                return entry;
            foreach (var prefix in _byPrefix)
            {
                if (id.StartsWith(prefix.Id, StringComparison.Ordinal))
                    return prefix;
            }

            return null;
        }
    }
}
