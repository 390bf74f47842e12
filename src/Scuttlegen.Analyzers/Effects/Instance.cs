using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Scuttlegen.Analyzers.Effects;

/// <summary>A member with what stands for the type parameters around it: its own, its type's, and those of what they are nested in.</summary>
internal sealed class Instance : IEquatable<Instance>
{
    private readonly ImmutableArray<ITypeParameterSymbol> _parameters;
    private readonly ImmutableArray<TypeTerm?> _arguments;

    private Instance(ISymbol member, Func<ITypeParameterSymbol, TypeTerm?> argumentOf)
    {
        Member = member;
        _parameters = ParametersOf(member);
        _arguments = [.. _parameters.Select(argumentOf)];
    }

    public ISymbol Member { get; }

    /// <summary>The member in whatever instance of its type; what its own type parameters are, callers through a slot decide, whose types need not be part of its type.</summary>
    public static Instance Open(ISymbol member) => new(member, static parameter => parameter.TypeParameterKind == TypeParameterKind.Type ? TypeTerm.Open(parameter) : null);

    /// <summary>What a call in this instance runs; <see langword="null"/> where its callee is not what the call leads to here, or depends on what stands for a type parameter that is open.</summary>
    public Instance? Callee(Call call)
    {
        if (call.Named is not { } named)
            return new Instance(call.Callee, Nothing);
        if (named is not IMethodSymbol written)
            return new Instance(call.Callee, parameter => ArgumentOf(named.ContainingType, parameter));
        var method = written.GetConstructedReducedFrom() ?? written;
        if (SymbolEqualityComparer.Default.Equals(Dispatch.Normalize(method), call.Callee))
            return new Instance(call.Callee, parameter => OfMethod(parameter) ?? ArgumentOf(method.ContainingType, parameter));

        var receiver = TypeTerm.Of(call.Receiver ?? method.ContainingType, ArgumentOf);
        if (receiver is null)
            return new Instance(call.Callee, Nothing);
        if (receiver.IsOpen)
            return null;
        var type = call.Callee.ContainingType.OriginalDefinition;
        var ofType = receiver.ArgumentsAs(type) ?? receiver.ArgumentsBelow(type);
        return ofType is null ? null : new Instance(call.Callee, parameter => OfMethod(parameter) ?? ofType(parameter));

        TypeTerm? OfMethod(ITypeParameterSymbol parameter)
        {
            if (parameter.TypeParameterKind != TypeParameterKind.Method)
                return null;
            // A local function shares those of what it stands in.
            return SymbolEqualityComparer.Default.Equals(parameter.DeclaringMethod, call.Callee)
                ? parameter.Ordinal < method.TypeArguments.Length ? TypeTerm.Of(method.TypeArguments[parameter.Ordinal], ArgumentOf) : null
                : ArgumentOf(parameter);
        }
    }

    public bool Equals(Instance? other) => other is not null && SymbolEqualityComparer.Default.Equals(Member, other.Member) && _arguments.SequenceEqual(other._arguments);

    public override bool Equals(object? obj) => Equals(obj as Instance);

    public override int GetHashCode()
    {
        var hash = SymbolEqualityComparer.Default.GetHashCode(Member);
        foreach (var argument in _arguments)
            hash = (hash * 31) + (argument?.GetHashCode() ?? 0);
        return hash;
    }

    private static TypeTerm? Nothing(ITypeParameterSymbol parameter) => null;

    private TypeTerm? ArgumentOf(ITypeParameterSymbol parameter)
    {
        var index = _parameters.IndexOf(parameter, 0, SymbolEqualityComparer.Default);
        return index < 0 ? null : _arguments[index];
    }

    /// <summary>What stands for a parameter of a type that is written in this member as <paramref name="type"/>.</summary>
    private TypeTerm? ArgumentOf(INamedTypeSymbol? type, ITypeParameterSymbol parameter)
    {
        for (; type is not null; type = type.ContainingType)
        {
            if (SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, parameter.DeclaringType))
                return TypeTerm.Of(type.TypeArguments[parameter.Ordinal], ArgumentOf);
        }

        return null;
    }

    private static ImmutableArray<ITypeParameterSymbol> ParametersOf(ISymbol member)
    {
        var parameters = member.ContainingType is { } type ? TypeTerm.ParametersOf(type.OriginalDefinition) : [];
        for (var method = member as IMethodSymbol; method is not null; method = method.ContainingSymbol as IMethodSymbol)
            parameters = parameters.AddRange(method.TypeParameters);
        return parameters;
    }
}
