using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Scuttlegen.Generators.Binding;
using Scuttlegen.Generators.Contract;
using Scuttlegen.Generators.Extraction;
using Scuttlegen.Generators.Rules;

namespace Scuttlegen.Generators;

/// <summary>
/// Compares the declared actions with the contract files, if the project has any: the rules SCUT3010 to SCUT3015. What is about an action is reported while its
/// declaration is analyzed, what is about a line while its file is.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class WireContractAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The kind, in quotation marks, whose line a code fix sets, and the line; without it the fix removes the one that is there.</summary>
    private const string KindProperty = "Kind";
    private const string LineProperty = "Line";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        ContractDescriptors.UnrecordedKind,
        ContractDescriptors.IncompatibleLayout,
        ContractDescriptors.UndeclaredKind,
        ContractDescriptors.AppendedWithoutDefault,
        ContractDescriptors.OutdatedRecord,
        ContractDescriptors.MalformedContract,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName("Scuttlegen.GossipActionAttribute") is null
                || WireContract.Of(start.Options.AdditionalFiles, start.CancellationToken) is not { } contract) return;

            // Actions are members of actions, and lines stand for any of them: all are needed, once.
            var actions = new Lazy<DeclaredActions>(() => DeclaredActions.Of(start.Compilation, start.CancellationToken));
            start.RegisterSymbolAction(symbol => AnalyzeAction(symbol, contract, actions), SymbolKind.NamedType);
            start.RegisterAdditionalFileAction(file => AnalyzeFile(file, contract, actions));
        });
    }

    private static void AnalyzeAction(SymbolAnalysisContext context, WireContract contract, Lazy<DeclaredActions> actions)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (Attributes.Find(type, Attributes.Action) is null || !actions.Value.ByType.TryGetValue(TypeNames.InText(type), out var action)) return;

        var kind = action.Facts.Kind;
        var declared = actions.Value.LayoutOf(action);
        var shipped = contract.Shipped?.Find(kind);
        var unshipped = contract.Unshipped?.Find(kind);
        if (shipped is null)
        {
            var line = ContractFile.Print(kind, declared with { Layout = declared.AsRecorded() });
            if (unshipped is null)
            {
                // A line that cannot be read may be the one.
                if (!contract.HasErrors) Report(context, ContractDescriptors.UnrecordedKind, Locations.Of(type), kind, line, kind, line);
            }
            else if (unshipped.IsRemoved) Report(context, ContractDescriptors.OutdatedRecord, Locations.Of(type), kind, line, kind, "is declared, but recorded as removed", $"write {line} to");
            else if (!IsSame(unshipped.Layout.Layout, declared.AsRecorded()))
                Report(context, ContractDescriptors.OutdatedRecord, Locations.Of(type), kind, line, kind, "has changed since it was recorded, and has not been shipped", $"write {line} to");
            return;
        }

        var changes = LayoutComparison.Between(shipped.Layout, declared);
        foreach (var change in changes)
        {
            var place = Locations.Of(type, change.Path);
            context.ReportDiagnostic(change.Consequence is null
                ? Diagnostic.Create(ContractDescriptors.AppendedWithoutDefault, place, change.Path, kind, change.Change, change.WayOut)
                : Diagnostic.Create(ContractDescriptors.IncompatibleLayout, place, change.Path, kind, change.Change, change.Consequence, change.WayOut));
        }

        // Only what is compatible can be recorded.
        if (changes.Count == 0) CompareRecord(context, type, kind, declared, shipped, unshipped);
    }

    private static void CompareRecord(
        SymbolAnalysisContext context, INamedTypeSymbol type, string kind, LayoutRoot declared, ContractLine shipped, ContractLine? unshipped)
    {
        var target = declared.AsRecordedAfter(shipped.Layout);
        var current = unshipped ?? shipped;
        var place = Locations.Of(type);
        var line = ContractFile.Print(kind, declared with { Layout = target });
        if (IsSame(shipped.Layout.Layout, target) && !shipped.IsRemoved)
        {
            if (unshipped is not null && (unshipped.IsRemoved || !IsSame(unshipped.Layout.Layout, target)))
                Report(context, ContractDescriptors.OutdatedRecord, place, kind, null, kind, unshipped.IsRemoved ? "is declared, but recorded as removed" : "is as it was shipped again", "remove its line from");
        }
        else if (current.IsRemoved)
            Report(context, ContractDescriptors.OutdatedRecord, place, kind, line, kind, "is declared again after it was removed", $"write {line} to");
        else if (!IsSame(current.Layout.Layout, target))
            Report(context, ContractDescriptors.OutdatedRecord, place, kind, line, kind, "is compatible with what was shipped, but has changed since it was recorded", $"write {line} to");
    }

    private static void AnalyzeFile(AdditionalFileAnalysisContext context, WireContract contract, Lazy<DeclaredActions> actions)
    {
        if (contract.Shipped is { } shipped && shipped.Path == context.AdditionalFile.Path)
        {
            ReportErrors(context, shipped);
            foreach (var line in shipped.Lines)
            {
                if (line.IsRemoved || actions.Value.Declare(line.Kind) || contract.Unshipped?.Find(line.Kind) is { IsRemoved: true }) continue;
                var text = ContractFile.Print(line.Kind, line.Layout);
                Report(
                    context, ContractDescriptors.UndeclaredKind, shipped.LocationOf(line.Span), line.Kind, ContractFile.Removed + text,
                    line.Kind, WayBack(line, contract, actions.Value), text);
            }
        }

        if (contract.Unshipped is { } unshipped && unshipped.Path == context.AdditionalFile.Path)
        {
            ReportErrors(context, unshipped);
            foreach (var line in unshipped.Lines)
            {
                if (actions.Value.Declare(line.Kind)) continue;
                var wasShipped = contract.Shipped?.Find(line.Kind) is { IsRemoved: false };
                if (wasShipped) continue;
                Report(
                    context, ContractDescriptors.OutdatedRecord, unshipped.LocationOf(line.Span), line.Kind, null,
                    line.Kind, "is not declared and was never shipped", "remove its line from");
            }
        }
    }

    /// <summary>How the kind comes to life again: by the name of the action that seems to be the same under another.</summary>
    private static string WayBack(ContractLine line, WireContract contract, DeclaredActions actions)
    {
        var layout = line.Layout.Layout.Print(withTypeNames: false);
        var renamed = actions.ByType.Values
            .Where(a => contract.Shipped?.Find(a.Facts.Kind) is null)
            .Select(a => (Action: a, Layout: actions.LayoutOf(a)))
            .Where(a => a.Layout.Type == line.Layout.Type || (line.Layout.Layout.Members.Count > 0 && a.Layout.AsRecorded().Print(withTypeNames: false) == layout))
            .OrderBy(a => a.Layout.Type == line.Layout.Type ? 0 : 1).ThenBy(a => a.Layout.Type, StringComparer.Ordinal)
            .Select(a => a.Action)
            .FirstOrDefault();
        var attribute = $"[GossipAction({ContractText.Quote(line.Kind)})]";
        return renamed is null
            ? $"declare it again with {attribute}"
            : $"it seems to have been renamed to {ContractText.Quote(renamed.Facts.Kind)}; if '{renamed.Facts.ShortName}' is the same, keep the name with {attribute}";
    }

    private static void ReportErrors(AdditionalFileAnalysisContext context, ContractFile file)
    {
        foreach (var (span, message) in file.Errors)
            context.ReportDiagnostic(Diagnostic.Create(ContractDescriptors.MalformedContract, file.LocationOf(span), message));
    }

    private static bool IsSame(LayoutNode recorded, LayoutNode declared) => recorded.Print(withTypeNames: false) == declared.Print(withTypeNames: false);

    private static void Report(
        SymbolAnalysisContext context, DiagnosticDescriptor rule, Location? place, string kind, string? line, params object?[] arguments) =>
        context.ReportDiagnostic(Diagnostic.Create(rule, place, Properties(kind, line), arguments));

    private static void Report(
        AdditionalFileAnalysisContext context, DiagnosticDescriptor rule, Location place, string kind, string? line, params object?[] arguments) =>
        context.ReportDiagnostic(Diagnostic.Create(rule, place, Properties(kind, line), arguments));

    private static ImmutableDictionary<string, string?> Properties(string kind, string? line)
    {
        var properties = ImmutableDictionary<string, string?>.Empty.Add(KindProperty, ContractText.Quote(kind));
        return line is null ? properties : properties.Add(LineProperty, line);
    }
}
