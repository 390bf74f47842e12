using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Scuttlegen.Analyzers.State;

namespace Scuttlegen.Analyzers.Rules;

/// <summary>SCUT4003: a member of a state type is immutable, but its order is undefined.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnorderedStateRule : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.UnorderedState,
        "States should hold sorted collections",
        "'{0}' is part of a state and holds a {1}, whose order of enumeration is undefined; {2} has one order everywhere",
        RuleDescriptor.State,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "The collection is legal in a state, and its canonical bytes are sorted. But two equal collections may enumerate differently, and sooner or later a reducer or a view enumerates.",
        helpLinkUri: RuleDescriptor.HelpLink(RuleIds.UnorderedState));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (Entries.EntryPoints.For(start.Compilation) is not null)
                start.RegisterSymbolAction(AnalyzeMember, SymbolKind.Property, SymbolKind.Field);
        });
    }

    private static void AnalyzeMember(SymbolAnalysisContext context)
    {
        var member = context.Symbol;
        if (Storage.TypeOf(member) is not { } type || FindIn(type) is not { } found)
            return;
        if (!StateTypes.For(context.Compilation).Contains(member.ContainingType) || Storage.IsLocalSlice(member))
            return;
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptor,
            member.Locations[0],
            $"{member.ContainingType.Name}.{member.Name}",
            found.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat),
            found.Arity == 2 ? "ImmutableSortedDictionary" : "ImmutableSortedSet"));
    }

    private static INamedTypeSymbol? FindIn(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol { IsGenericType: true, TypeKind: not (TypeKind.Delegate or TypeKind.Error) } named || CrdtTypes.IsInLibrary(named))
            return null;
        if (named is { Name: "ImmutableDictionary" or "ImmutableHashSet" } && MutableTypes.IsIn(named.ContainingNamespace, "Immutable", "Collections"))
            return named;
        if (named is { Name: "FrozenDictionary" or "FrozenSet" } && MutableTypes.IsIn(named.ContainingNamespace, "Frozen", "Collections"))
            return named;
        return named.TypeArguments.Select(FindIn).FirstOrDefault(found => found is not null);
    }
}
