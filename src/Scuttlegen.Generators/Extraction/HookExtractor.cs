using Microsoft.CodeAnalysis;
using Scuttlegen.Generators.Model;
using Scuttlegen.Generators.Rules;

namespace Scuttlegen.Generators.Extraction;

/// <summary>Reads a <c>[Verifier]</c>, <c>[Signer]</c> or <c>[Admission]</c> method into its model, or reports why generated code cannot call it.</summary>
internal static class HookExtractor
{
    public const string InExtensionBlock =
        "it stands in an extension block, where its receiver is a parameter of its own; move it out of the block, into the static class";

    public static HookModel? Extract(HookRole role, IMethodSymbol method, Compilation compilation, Problems problems)
    {
        if (method.IsImplicitlyDeclared) return null;
        var arguments = new List<string>();
        var (reason, location) = method.ContainingType is { IsExtension: true } ? (InExtensionBlock, null)
            : DirectCalls.IsBroken(method) ? default
            : FindFault(role, method, compilation, arguments);
        if (reason is not null) problems.Add(RuleOf(role), location ?? method.Locations.FirstOrDefault(), method.Name, reason);
        if (reason is not null || DirectCalls.IsBroken(method)) return null;

        var action = (INamedTypeSymbol)method.Parameters[0].Type;
        return new HookModel(
            role,
            TypeNames.Metadata(method.ContainingType) + "." + method.Name,
            TypeNames.InCode(method.ContainingType) + "." + TypeNames.Escape(method.Name),
            TypeNames.Short(method.ContainingType) + "." + method.Name,
            TypeNames.InCode(action),
            KnownFacts(action, compilation),
            arguments.ToEquatableArray(),
            ReturnOf(method, out _),
            role == HookRole.Admission ? TypeNames.Fact(((INamedTypeSymbol)method.Parameters[2].Type).TypeArguments[0]) : null,
            DirectCalls.CodeHash(method),
            TypeNames.Fact(method.ContainingType));
    }

    public static DiagnosticDescriptor RuleOf(HookRole role) => role switch
    {
        HookRole.Verifier => Descriptors.InvalidVerifier,
        HookRole.Signer => Descriptors.InvalidSigner,
        _ => Descriptors.InvalidAdmission,
    };

    /// <summary>The facts of the genesis, and of an action that is local, or declared in another assembly; others come from their own models.</summary>
    public static ActionFacts? KnownFacts(INamedTypeSymbol action, Compilation compilation) =>
        IsGenesis(action) ? ActionFacts.Genesis
        : IsLocal(action) ? ActionExtractor.ExtractLocal(action, Problems.Ignored)
        : SymbolEqualityComparer.Default.Equals(action.ContainingAssembly, compilation.Assembly) ? null
        : ActionExtractor.ExtractExternal(action, compilation);

    public static bool IsAction(ITypeSymbol type) => type is INamedTypeSymbol named && (Attributes.Find(named, Attributes.Action) is not null || IsLocal(named));

    public static bool IsGenesis(ITypeSymbol type) => type.Is(Attributes.Namespace, "Genesis");

    public static bool IsLocal(ITypeSymbol type) =>
        Attributes.Find(type, Attributes.Action) is null && Attributes.Find(type, Attributes.LocalAction) is not null;

    private static (string? Reason, Location? Location) FindFault(HookRole role, IMethodSymbol method, Compilation compilation, List<string> arguments)
    {
        var noun = role switch { HookRole.Verifier => "a verifier", HookRole.Signer => "a signer", _ => "an admission" };
        if (DirectCalls.FindFault(method, noun) is { Reason: not null } fault) return fault;
        var takes = role switch
        {
            HookRole.Verifier => "the action, its Update and, if it asks for it, the FeedPrefix",
            HookRole.Signer => "the action, a SignerContext and, if it is asynchronous, a CancellationToken",
            _ => "the action, its Update, the History of the root state and, if it is asynchronous, a CancellationToken",
        };
        if (method.Parameters.Length == 0 || method.Parameters[0].Type is not INamedTypeSymbol action || !IsAction(action))
            return ($"its first parameter is no action; {noun} takes {takes}", method.Parameters.FirstOrDefault()?.Locations.FirstOrDefault());
        if (IsLocal(action)) return ($"'{TypeNames.Short(action)}' is a local action, which no other peer ever hears of; mark it with [GossipAction], or use a guard", null);

        var returns = ReturnOf(method, out var result);
        var expected = new List<(Func<ITypeSymbol, bool> Is, string Argument)>();
        if (role == HookRole.Signer) expected.Add((type => type.Is(Attributes.Namespace, "SignerContext"), "context"));
        else expected.Add((type => type.Is(Attributes.Namespace, "Update"), "update"));
        if (role == HookRole.Admission) expected.Add((type => type.OriginalDefinition.Is(Attributes.Namespace, "History`1"), "history"));
        var needed = expected.Count;
        if (role == HookRole.Verifier) expected.Add((type => type.Is(Attributes.Namespace, "FeedPrefix"), "prefix"));
        else if (returns != HookReturn.Value) expected.Add((type => type.Is("System.Threading", "CancellationToken"), "cancellationToken"));

        for (var i = 1; i < method.Parameters.Length; i++)
        {
            var parameter = method.Parameters[i];
            if (i > expected.Count || !expected[i - 1].Is(parameter.Type))
                return ($"its parameter '{parameter.Name}' of type '{TypeNames.Short(parameter.Type)}' is not expected; {noun} takes {takes}", parameter.Locations.FirstOrDefault());
            arguments.Add(expected[i - 1].Argument);
        }

        if (arguments.Count < needed) return ($"it has {method.Parameters.Length} parameters; {noun} takes {takes}", null);
        if (role == HookRole.Signer)
        {
            return SymbolEqualityComparer.Default.Equals(result, action) && result.NullableAnnotation != NullableAnnotation.Annotated
                ? (null, null)
                : ($"it returns '{TypeNames.Short(method.ReturnType)}'; a signer returns the action that it was given, signed: '{TypeNames.Short(action)}', or a ValueTask or Task of it", null);
        }

        if (result.SpecialType != SpecialType.System_Boolean || (role == HookRole.Verifier && returns != HookReturn.Value))
        {
            var wanted = role == HookRole.Verifier ? "bool, at once: every peer must come to the same verdict, whenever it asks" : "bool, ValueTask<bool> or Task<bool>";
            return ($"it returns '{TypeNames.Short(method.ReturnType)}'; {noun} returns {wanted}", null);
        }

        return (null, null);
    }

    private static HookReturn ReturnOf(IMethodSymbol method, out ITypeSymbol result)
    {
        result = method.ReturnType;
        if (method.ReturnType is not INamedTypeSymbol { Arity: 1 } generic) return HookReturn.Value;
        var returns = generic.OriginalDefinition.Is("System.Threading.Tasks", "ValueTask`1") ? HookReturn.ValueTask
            : generic.OriginalDefinition.Is("System.Threading.Tasks", "Task`1") ? HookReturn.Task
            : HookReturn.Value;
        if (returns != HookReturn.Value) result = generic.TypeArguments[0];
        return returns;
    }
}
