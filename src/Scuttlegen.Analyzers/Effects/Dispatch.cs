using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Scuttlegen.Analyzers.Effects;

/// <summary>Which methods of this compilation a call may run: the one it names, and every override or implementation it may meet.</summary>
internal sealed class Dispatch(Compilation compilation, Bodies bodies)
{
    private readonly Lazy<ImmutableArray<INamedTypeSymbol>> _types = new(() => AllTypes(compilation.Assembly.GlobalNamespace).ToImmutableArray());
    private readonly ConcurrentDictionary<(ISymbol Slot, ITypeSymbol? Receiver), ImmutableArray<IMethodSymbol>> _known = new(SlotComparer.Instance);

    /// <summary>The methods with source that <paramref name="use"/> may run.</summary>
    public IEnumerable<IMethodSymbol> TargetsOf(IMethodSymbol method, in MemberUse use)
    {
        var slot = Normalize(method);
        var targets = Enumerable.Empty<IMethodSymbol>();
        if (bodies.HasSource(slot) || IsDefaultConstructor(slot))
            targets = [slot];
        if (!use.IsVirtual)
            return targets;

        // A slot of a referenced assembly on a value of a referenced type (object.ToString, IDisposable.Dispose) could be
        // anything at all. What of ours gets there was converted on the way, and is accounted for at that conversion.
        var receiver = use.ReceiverType;
        var bounded = receiver is ITypeParameterSymbol
            ? slot.ContainingType.TypeKind == TypeKind.Interface
            : receiver is not null && bodies.IsOurs(receiver);
        // A static slot is used through a type parameter, which any of our types may stand for.
        if (!bodies.HasSource(slot) && !bounded && !slot.IsStatic)
            return targets;
        return targets.Concat(OverridesOf(slot, bounded ? receiver!.OriginalDefinition : null));
    }

    /// <summary>The members of ours that code elsewhere can call on a value of type <paramref name="source"/> once it sees it as <paramref name="target"/>.</summary>
    public IEnumerable<IMethodSymbol> ReachableThrough(ITypeSymbol source, ITypeSymbol target)
    {
        if (!bodies.IsOurs(source) || bodies.IsOurs(target) || target.SpecialType is SpecialType.System_Object or SpecialType.System_ValueType or SpecialType.System_Enum)
            yield break;
        var seenAs = target.TypeKind == TypeKind.Interface ? target.AllInterfaces.Add((INamedTypeSymbol)target) : BasesOf(target);
        foreach (var type in seenAs)
        {
            foreach (var slot in type.OriginalDefinition.GetMembers().OfType<IMethodSymbol>())
            {
                if (!slot.IsStatic && (slot.IsAbstract || slot.IsVirtual || slot.IsOverride))
                {
                    foreach (var implementation in OverridesOf(slot, source.OriginalDefinition))
                        yield return implementation;
                }
            }
        }
    }

    /// <summary>Whether a type of ours has the generic <paramref name="definition"/> above it with an argument that has it above itself, too: <c>Link : Chain&lt;Link&gt;</c>.</summary>
    public bool IsHeldThroughBase(INamedTypeSymbol definition) => definition is { IsGenericType: true, IsSealed: false, IsValueType: false }
        && _types.Value.Any(type => Above(type).Any(above => IsOf(above, definition) && above.TypeArguments.SelectMany(NamedIn).Any(argument => Above(argument.OriginalDefinition).Any(inner => IsOf(inner, definition)))));

    /// <summary>One symbol per method: generic, extension and partial forms fold into their definition.</summary>
    public static IMethodSymbol Normalize(IMethodSymbol method)
    {
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        return definition.PartialImplementationPart ?? definition;
    }

    private bool IsDefaultConstructor(IMethodSymbol method) =>
        method.MethodKind == MethodKind.Constructor && method.IsImplicitlyDeclared && bodies.IsOurs(method.ContainingType);

    private ImmutableArray<IMethodSymbol> OverridesOf(IMethodSymbol slot, ITypeSymbol? receiver) =>
        _known.GetOrAdd((slot, receiver), key => FindOverrides((IMethodSymbol)key.Slot, key.Receiver).ToImmutableArray());

    private IEnumerable<IMethodSymbol> FindOverrides(IMethodSymbol slot, ITypeSymbol? receiver)
    {
        var found = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var type in _types.Value)
        {
            if (receiver is not (null or ITypeParameterSymbol) && !Fits(type, receiver))
                continue;
            var candidates = slot.ContainingType.TypeKind == TypeKind.Interface ? Implementations(type, slot) : Override(type, slot);
            foreach (var candidate in candidates)
            {
                var method = Normalize(candidate);
                if (bodies.HasSource(method) && found.Add(method))
                    yield return method;
            }
        }
    }

    private static IEnumerable<INamedTypeSymbol> Above(INamedTypeSymbol type) => BasesOf(type).Concat(type.AllInterfaces);

    private static bool IsOf(INamedTypeSymbol type, INamedTypeSymbol definition) => SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, definition);

    private static IEnumerable<INamedTypeSymbol> NamedIn(ITypeSymbol type) => type switch
    {
        INamedTypeSymbol named => named.TypeArguments.SelectMany(NamedIn).Prepend(named),
        IArrayTypeSymbol array => NamedIn(array.ElementType),
        _ => [],
    };

    private static bool Fits(INamedTypeSymbol type, ITypeSymbol receiver)
    {
        if (receiver.TypeKind == TypeKind.Interface)
            return type.AllInterfaces.Any(implemented => SymbolEqualityComparer.Default.Equals(implemented.OriginalDefinition, receiver));
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, receiver))
                return true;
        }

        return false;
    }

    private static IEnumerable<IMethodSymbol> Implementations(INamedTypeSymbol type, IMethodSymbol slot)
    {
        if (type.TypeKind == TypeKind.Interface)
            yield break;
        foreach (var implemented in type.AllInterfaces)
        {
            if (!SymbolEqualityComparer.Default.Equals(implemented.OriginalDefinition, slot.ContainingType))
                continue;
            foreach (var member in implemented.GetMembers(slot.Name))
            {
                if (SymbolEqualityComparer.Default.Equals(member.OriginalDefinition, slot) && type.FindImplementationForInterfaceMember(member) is IMethodSymbol method)
                    yield return method;
            }
        }
    }

    private static IEnumerable<IMethodSymbol> Override(INamedTypeSymbol type, IMethodSymbol slot)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            foreach (var member in current.GetMembers(slot.Name))
            {
                for (var method = member as IMethodSymbol; method is { IsOverride: true }; method = method.OverriddenMethod)
                {
                    if (SymbolEqualityComparer.Default.Equals(method.OverriddenMethod?.OriginalDefinition, slot))
                        return [(IMethodSymbol)member];
                }
            }
        }

        return [];
    }

    private static ImmutableArray<INamedTypeSymbol> BasesOf(ITypeSymbol type)
    {
        var bases = ImmutableArray.CreateBuilder<INamedTypeSymbol>();
        for (var current = type as INamedTypeSymbol; current is { SpecialType: not SpecialType.System_Object }; current = current.BaseType)
            bases.Add(current);
        return bases.ToImmutable();
    }

    private static IEnumerable<INamedTypeSymbol> AllTypes(INamespaceOrTypeSymbol container)
    {
        foreach (var member in container.GetMembers())
        {
            if (member is INamedTypeSymbol type)
                yield return type;
            if (member is INamespaceOrTypeSymbol inner)
            {
                foreach (var nested in AllTypes(inner))
                    yield return nested;
            }
        }
    }

    private sealed class SlotComparer : IEqualityComparer<(ISymbol Slot, ITypeSymbol? Receiver)>
    {
        public static readonly SlotComparer Instance = new();

        public bool Equals((ISymbol Slot, ITypeSymbol? Receiver) x, (ISymbol Slot, ITypeSymbol? Receiver) y) =>
            SymbolEqualityComparer.Default.Equals(x.Slot, y.Slot) && SymbolEqualityComparer.Default.Equals(x.Receiver, y.Receiver);

        public int GetHashCode((ISymbol Slot, ITypeSymbol? Receiver) obj) =>
            (SymbolEqualityComparer.Default.GetHashCode(obj.Slot) * 31) + SymbolEqualityComparer.Default.GetHashCode(obj.Receiver);
    }
}
