using Microsoft.CodeAnalysis;

namespace Scuttlegen.Generators.Rules;

/// <content>Guards and hooks.</content>
internal static partial class Descriptors
{
    public static readonly DiagnosticDescriptor InvalidGuard = Error(
        RuleIds.InvalidGuard, Usage,
        "A guard is a static predicate on state and action",
        "'{0}' cannot be a guard: {1}",
        "A guard is called directly by generated code, as bool Method(TState state, TAction action) or bool Method(TState state, TAction action, ReplayContext context), before the reducers of the action.");

    public static readonly DiagnosticDescriptor InvalidVerifier = Error(
        RuleIds.InvalidVerifier, Usage,
        "A verifier is a static predicate on an action and its update",
        "'{0}' cannot be a verifier: {1}",
        "A verifier is called directly by generated code, as bool Method(TAction action, Update update) or bool Method(TAction action, Update update, FeedPrefix prefix), and must come to the same verdict on every peer.");

    public static readonly DiagnosticDescriptor InvalidSigner = Error(
        RuleIds.InvalidSigner, Usage,
        "A signer is a static method from an action to the action signed",
        "'{0}' cannot be a signer: {1}",
        "An action has at most one signer, called before the action is encoded: TAction Method(TAction action, SignerContext context), or one that returns a ValueTask or Task of it and may take a CancellationToken.");

    public static readonly DiagnosticDescriptor InvalidAdmission = Error(
        RuleIds.InvalidAdmission, Usage,
        "An admission is a static predicate on an action, its update and the history",
        "'{0}' cannot be an admission: {1}",
        "An admission is called directly by generated code, as bool Method(TAction action, Update update, History<TState> history), or as one that returns a ValueTask or Task of bool and may take a CancellationToken.");
}
