using Microsoft.CodeAnalysis;
using Scuttlegen.Analyzers.Effects;
using Scuttlegen.Analyzers.Entries;

namespace Scuttlegen.Analyzers.Flow;

/// <summary>What the interpreter needs to know beyond the member that it interprets.</summary>
internal sealed class FlowContext(Bodies bodies, Dispatch dispatch, Statics statics, EntryPoints? entries, Apis apis)
{
    public Bodies Bodies { get; } = bodies;

    public Dispatch Dispatch { get; } = dispatch;

    public Statics Statics { get; } = statics;

    public EntryPoints? Entries { get; } = entries;

    public FlowTypes Types { get; } = new(bodies, apis);

    public Apis Apis { get; } = apis;
}
