using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace Scuttlegen.Analyzers.Effects;

/// <summary>
/// What a table says of the members that one compilation refers to, each looked up once: the ids that the table goes by are spelled out anew each time one is asked for. Safe for use
/// by many threads.
/// </summary>
internal sealed class Apis(ApiTable table)
{
    private readonly ConcurrentDictionary<ISymbol, Verdict?> _verdicts = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, ApiFlow?> _flows = new(SymbolEqualityComparer.Default);

    /// <inheritdoc cref="ApiTable.Judge"/>
    public Verdict? Judge(ISymbol member)
    {
        var definition = member.OriginalDefinition;
        return _verdicts.TryGetValue(definition, out var known) ? known : _verdicts.GetOrAdd(definition, table.Judge(definition));
    }

    /// <inheritdoc cref="ApiTable.IsVouchedFor"/>
    public bool IsVouchedFor(ISymbol member) => table.IsVouchedFor(member.OriginalDefinition);

    /// <inheritdoc cref="ApiTable.FlowOf"/>
    public ApiFlow? FlowOf(ISymbol member)
    {
        var definition = member.OriginalDefinition;
        return _flows.TryGetValue(definition, out var known) ? known : _flows.GetOrAdd(definition, table.FlowOf(definition));
    }
}
