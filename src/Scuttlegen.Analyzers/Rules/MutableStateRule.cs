using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Scuttlegen.Analyzers.State;

namespace Scuttlegen.Analyzers.Rules;

/// <summary>SCUT4002: a member of a state type can be changed.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MutableStateRule : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.MutableState,
        "States should be immutable",
        "'{0}' is part of a state, but {1}: checkpoints and subscribers share the object, so a change shows in states that are past; {2}",
        RuleDescriptor.State,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Each state shares what did not change with those before it. An object that is changed in place changes them too, so a replay starts from another state than it was told to.",
        helpLinkUri: RuleDescriptor.HelpLink(RuleIds.MutableState));

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
        // Whether anybody changes what only the type itself can reach, its own code tells.
        if (member.DeclaredAccessibility == Accessibility.Private)
            return;
        if (Storage.TypeOf(member) is not { } type || Fault(member, type) is not var (reason, advice))
            return;
        // Asked last: what states are made of takes the whole compilation, and most members have no fault.
        if (StateTypes.For(context.Compilation).Contains(member.ContainingType) && !Storage.IsLocalSlice(member))
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, member.Locations[0], $"{member.ContainingType.Name}.{member.Name}", reason, advice));
    }

    private static (string Reason, string Advice)? Fault(ISymbol member, ITypeSymbol type)
    {
        if (MutableTypes.FindIn(type) is { } mutable)
            return ($"holds a {mutable.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}, which can be changed", "use " + mutable.Instead);
        return Storage.CanBeSet(member) ? ("can be set after construction", member is IPropertySymbol ? "make it init-only" : "make it readonly") : null;
    }
}
