using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Scuttlegen.Analyzers.State;

namespace Scuttlegen.Analyzers.Rules;

/// <summary>SCUT4005: a <c>[CrdtState]</c> holds something that does not merge.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CrdtStateMemberRule : DiagnosticAnalyzer
{
    private const string Attribute = "CrdtStateAttribute";

    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.CrdtStateMember,
        "A [CrdtState] holds CRDTs only",
        "'{0}' is part of a [CrdtState], but its type '{1}' does not merge; use a CRDT, such as LWWRegister<{1}>, or mark the type with [CrdtState]",
        RuleDescriptor.State,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "A [CrdtState] is merged member by member. A member that has no merge would take one side's value, another on each peer.",
        helpLinkUri: RuleDescriptor.HelpLink(RuleIds.CrdtStateMember));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (CrdtTypes.In(start.Compilation) is { } crdts)
                start.RegisterSymbolAction(symbol => AnalyzeMember(symbol, crdts), SymbolKind.Property, SymbolKind.Field);
        });
    }

    private static void AnalyzeMember(SymbolAnalysisContext context, CrdtTypes crdts)
    {
        var member = context.Symbol;
        if (!IsCrdtState(member.ContainingType) || Storage.TypeOf(member) is not { TypeKind: not TypeKind.Error } type || Storage.IsLocalSlice(member))
            return;
        if (!crdts.IsCrdt(type) && !IsCrdtState(type))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptor, member.Locations[0], $"{member.ContainingType.Name}.{member.Name}", type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)));
        }
    }

    private static bool IsCrdtState(ITypeSymbol type)
    {
        foreach (var data in type.GetAttributes())
        {
            if (data.AttributeClass is { Name: Attribute } attribute && CrdtTypes.IsInLibrary(attribute))
                return true;
        }

        return false;
    }
}
