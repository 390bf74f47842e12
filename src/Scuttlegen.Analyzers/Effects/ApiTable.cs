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

    private readonly Dictionary<string, Entry> _byId = new(StringComparer.Ordinal);
    private readonly List<Entry> _byPrefix = [];

    private ApiTable(ImmutableArray<Entry> entries)
    {
        Entries = entries;
        foreach (var entry in entries)
        {
            if (entry.IsPrefix)
                _byPrefix.Add(entry);
            else
                _byId.Add(entry.Id, entry);
        }
    }

    public static ApiTable Instance => LazyInstance.Value;

    public ImmutableArray<Entry> Entries { get; }

    /// <summary>The verdict on a member of a referenced assembly, or <see langword="null"/> where the table has none.</summary>
    public Verdict? Judge(ISymbol member)
    {
        for (var current = member.OriginalDefinition; current is not null; current = Overridden(current))
        {
            if (JudgeExactly(current) is { } verdict)
                return verdict;
        }

        return null;
    }

    private Verdict? JudgeExactly(ISymbol member)
    {
        if (member.GetDocumentationCommentId() is not { } id)
            return null;
        if (Find(id) is { } overload)
            return overload.ToVerdict(wholeType: false);

        var parameters = id.IndexOf('(');
        var name = parameters < 0 ? id : id.Substring(0, parameters);
        if (Find(name) is { } allOverloads)
            return allOverloads.ToVerdict(wholeType: false);

        // No code runs where a constant is read, whatever its type does elsewhere.
        if (member is IFieldSymbol { IsConst: true })
            return null;

        for (var type = member.ContainingType; type is not null; type = type.ContainingType)
        {
            if (type.GetDocumentationCommentId() is { } typeId && Find(typeId) is { } wholeType)
                return wholeType.ToVerdict(wholeType: true);
        }

        for (var space = member.ContainingNamespace; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
        {
            if (Find("N:" + space.ToDisplayString()) is { } wholeNamespace)
                return wholeNamespace.ToVerdict(wholeType: true);
        }

        return null;
    }

    private Entry? Find(string id)
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

    private static Entry? Parse(string line)
    {
        var columns = line.Split([' '], 3, StringSplitOptions.RemoveEmptyEntries);
        if (columns.Length == 0 || columns[0][0] == '#')
            return null;
        var category = (EffectCategory)Enum.Parse(typeof(EffectCategory), columns[0]);
        var id = columns[1];
        var isPrefix = id[id.Length - 1] == '*';
        return new Entry(category, isPrefix ? id.Substring(0, id.Length - 1) : id, isPrefix, columns.Length == 3 ? columns[2].Trim() : "");
    }

    /// <summary>One line of <c>Apis.txt</c>.</summary>
    internal sealed record Entry(EffectCategory Category, string Id, bool IsPrefix, string Advice)
    {
        public Verdict ToVerdict(bool wholeType) => new(Category, Advice, wholeType);
    }
}
