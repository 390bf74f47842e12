using Microsoft.CodeAnalysis;
using Scuttlegen.Generators.Extraction;
using Scuttlegen.Generators.Model;

namespace Scuttlegen.Generators.Contract;

/// <summary>The actions that a compilation declares.</summary>
internal sealed class DeclaredActions
{
    private readonly Dictionary<string, ActionModel> _byType = new(StringComparer.Ordinal);
    private readonly HashSet<string> _kinds = new(StringComparer.Ordinal);

    private DeclaredActions()
    {
    }

    /// <summary>By the name of their type; those that have no codec are not among them.</summary>
    public IReadOnlyDictionary<string, ActionModel> ByType => _byType;

    public static DeclaredActions Of(Compilation compilation, CancellationToken cancellation)
    {
        var actions = new DeclaredActions();
        actions.Visit(compilation.Assembly.GlobalNamespace, compilation, cancellation);
        return actions;
    }

    /// <summary>Whether some action has the kind, be it one that has no codec while its author is typing.</summary>
    public bool Declare(string kind) => _kinds.Contains(kind);

    public LayoutRoot LayoutOf(ActionModel action) => new(TypeNames.InContract(action.Facts.Type), DeclaredLayout.Of(action, _byType));

    private void Visit(INamespaceOrTypeSymbol container, Compilation compilation, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        foreach (var member in container.GetMembers())
        {
            if (member is INamedTypeSymbol type && Attributes.Find(type, Attributes.Action) is not null)
            {
                if (ActionExtractor.KindOf(type, Problems.Ignored) is { } kind) _kinds.Add(kind);
                if (ActionExtractor.Extract(type, compilation, Problems.Ignored) is { } model) _byType[TypeNames.InContract(model.Facts.Type)] = model;
            }

            if (member is INamespaceOrTypeSymbol inner) Visit(inner, compilation, cancellation);
        }
    }
}
