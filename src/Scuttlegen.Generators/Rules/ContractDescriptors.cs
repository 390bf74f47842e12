using Microsoft.CodeAnalysis;

namespace Scuttlegen.Generators.Rules;

/// <summary>The texts of the rules about the contract files.</summary>
internal static class ContractDescriptors
{
    private const string Wire = "Scuttlegen.Wire";

    public static readonly DiagnosticDescriptor UnrecordedKind = Create(
        RuleIds.UnrecordedKind, DiagnosticSeverity.Warning,
        "A kind should be recorded in the wire contract",
        "The kind \"{0}\" is not in the wire contract: add the line {1} to WireContract.Unshipped.txt",
        "Where a project tracks its wire contract, every kind has a line in it, so that a reviewer sees what will be in logs for ever.");

    public static readonly DiagnosticDescriptor IncompatibleLayout = Create(
        RuleIds.IncompatibleLayout, DiagnosticSeverity.Error,
        "A shipped layout must not change",
        "'{0}' of \"{1}\" {2}: {3}; {4}",
        "What was shipped is in logs, and peers of that version are still there. An update that a peer cannot read is a no-op there: states would differ.");

    public static readonly DiagnosticDescriptor UndeclaredKind = Create(
        RuleIds.UndeclaredKind, DiagnosticSeverity.Error,
        "A shipped kind must be declared",
        "The kind \"{0}\" was shipped, and no action declares it any more, so its updates, old and new, would be no-ops here: {1}, or, to do without them, add the line *REMOVED*{2} to WireContract.Unshipped.txt",
        "Updates of a shipped kind are in logs. Without a declaration they are kept and relayed, but change no state here.");

    public static readonly DiagnosticDescriptor AppendedWithoutDefault = Create(
        RuleIds.AppendedWithoutDefault, DiagnosticSeverity.Error,
        "A member that is appended needs a default",
        "'{0}' of \"{1}\" {2}, so this build cannot read what deployed peers write and logs hold: {3}",
        "Bytes of deployed peers end before the member. Its default takes its place: that of a parameter, null, or the zero of a value type.");

    public static readonly DiagnosticDescriptor OutdatedRecord = Create(
        RuleIds.OutdatedRecord, DiagnosticSeverity.Warning,
        "The wire contract should be up to date",
        "The kind \"{0}\" {1}: {2} WireContract.Unshipped.txt",
        "A compatible change is recorded too: from its release on it is part of what must not change.");

    public static readonly DiagnosticDescriptor MalformedContract = Create(
        RuleIds.MalformedContract, DiagnosticSeverity.Error,
        "A contract file must be readable",
        "This cannot be read as part of the wire contract: {0}",
        "What cannot be read cannot be compared: the kind would go unwatched.");

    private static DiagnosticDescriptor Create(string id, DiagnosticSeverity severity, string title, string message, string description) =>
        new(id, title, message, Wire, severity, isEnabledByDefault: true, description,
            $"https://github.com/scuttlegen/scuttlegen/blob/main/docs/rules/{id}.md");
}
