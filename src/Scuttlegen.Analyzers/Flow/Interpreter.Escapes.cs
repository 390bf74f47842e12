using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Scuttlegen.Analyzers.Effects;

namespace Scuttlegen.Analyzers.Flow;

/// <summary>What an entry point returns that must not be part of a state: mutable objects, what is evaluated later, sequences in no order.</summary>
internal sealed partial class Interpreter
{
    /// <summary>Notes what an entry point returns that must not be part of a state.</summary>
    private void NoteEscapes(Value returned, FlowState state)
    {
        if (_context.Entries?.WordFor((IMethodSymbol)_member) is not Entries.EntryPoints.Reducer)
            return;
        foreach (var node in state.Reach(returned))
        {
            if (state.TaintOf(node) is { Root: null } order)
                Report(EffectCategory.UnorderedEnumeration, order.Api, order.Site, order.Rest);
            if (node.Kind != NodeKind.Fresh)
                continue;
            foreach (var (member, value) in state.MembersOf(node))
            {
                var declared = member is null ? ElementTypeOf(node.Type) : (member as IPropertySymbol)?.Type ?? (member as IFieldSymbol)?.Type;
                if (declared is not null)
                    NoteEscape(declared, value, member is not null && _storedAt.TryGetValue((node, KeyOf(member)), out var site) ? site : null);
            }
        }
    }

    // It cannot be changed through these; it can be through what they were made of.
    private static bool IsReadOnlyView(ITypeSymbol? type) => type is INamedTypeSymbol { Name: "ReadOnlyCollection" or "ReadOnlyDictionary" or "ReadOnlySet" or "ReadOnlyMemory" or "ImmutableArray" };

    private readonly Dictionary<(Node Node, ISymbol Member), SyntaxNode> _storedAt = [];

    private void NoteEscape(ITypeSymbol declared, Value value, SyntaxNode? stored)
    {
        foreach (var callback in value.Callbacks)
        {
            if ((callback.Lambda?.Syntax ?? (callback.Method is { } method && _groups.TryGetValue(Dispatch.Normalize(method), out var group) ? group.Syntax : null)) is { } site)
                Report(EffectCategory.EscapingLazy, declared, stored ?? site);
        }

        foreach (var node in value.Nodes)
        {
            if (node is not { Kind: NodeKind.Fresh, Site: { } made, Type: { } type })
                continue;
            if (node.IsLazy || type is INamedTypeSymbol { Name: "Lazy" or "Task" or "ValueTask" or "IEnumerator", Arity: 1 })
                Report(EffectCategory.EscapingLazy, type, stored ?? made);
            // A member of a mutable type of its own is a matter of the state's type.
            else if (_types.IsMutable(type) && (declared.TypeKind is TypeKind.Interface or TypeKind.Dynamic || declared.SpecialType == SpecialType.System_Object || (declared.IsAbstract && declared.TypeKind == TypeKind.Class) || (IsReadOnlyView(declared) && (node.IsAlias || declared.Name != "ImmutableArray"))))
                Report(EffectCategory.EscapingMutable, type, stored ?? made);
        }
    }
}
