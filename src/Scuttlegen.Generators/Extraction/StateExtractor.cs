using Microsoft.CodeAnalysis;
using Scuttlegen.Generators.Model;

namespace Scuttlegen.Generators.Extraction;

/// <summary>Reads a store's root state into the model of its canonical codec, or reports why it has none.</summary>
internal static class StateExtractor
{
    public static StateCodecModel? Extract(ITypeSymbol state, INamedTypeSymbol store, Compilation compilation, Problems problems)
    {
        var layout = new LayoutExtractor(state, compilation, problems, store);
        return layout.ExtractState() is not { } root ? null : new StateCodecModel(
            ActionExtractor.UnusedMemberName(store, "GossipState"),
            root,
            root.Layout,
            layout.IsRecursive,
            layout.Helpers.ToEquatableArray(),
            layout.Objects.ToEquatableArray());
    }
}
