using Microsoft.CodeAnalysis;
using Scuttlegen.Generators.Extraction;
using Scuttlegen.Generators.Model;
using Scuttlegen.Generators.Rules;

namespace Scuttlegen.Generators.Binding;

/// <summary>What is wrong with the guards and hooks of one compilation.</summary>
/// <param name="compilation">The compilation.</param>
/// <param name="report">Takes a finding about a method.</param>
internal sealed class HookFindings(Compilation compilation, Action<IMethodSymbol, Diagnostic> report)
{
    private static readonly (string Attribute, HookRole Role)[] Roles =
        [(Attributes.Verifier, HookRole.Verifier), (Attributes.Signer, HookRole.Signer), (Attributes.Admission, HookRole.Admission)];

    private readonly List<(GuardModel Model, IMethodSymbol Symbol)> _guards = [];
    private readonly List<(HookModel Model, IMethodSymbol Symbol)> _hooks = [];

    /// <summary>The rule that a method with one of the attributes is held to, if it has one.</summary>
    public static DiagnosticDescriptor? RuleOf(IMethodSymbol method)
    {
        if (Attributes.Find(method, Attributes.Guard) is not null) return Descriptors.InvalidGuard;
        foreach (var (attribute, role) in Roles)
        {
            if (Attributes.Find(method, attribute) is not null) return HookExtractor.RuleOf(role);
        }

        return null;
    }

    public void Visit(IMethodSymbol method)
    {
        var problems = new Problems(diagnostic => report(method, diagnostic));
        if (Attributes.Find(method, Attributes.Guard) is not null && GuardExtractor.Extract(method, compilation, problems) is { } guard) _guards.Add((guard, method));
        foreach (var (attribute, role) in Roles)
        {
            if (Attributes.Find(method, attribute) is not null && HookExtractor.Extract(role, method, compilation, problems) is { } hook) _hooks.Add((hook, method));
        }
    }

    /// <summary>Reports those that belong to no kind of any store.</summary>
    /// <param name="stores">The stores, sound ones.</param>
    /// <param name="reducers">The reducers, sound ones.</param>
    /// <param name="facts">The actions of this compilation, by type.</param>
    public void Bind(IReadOnlyList<StoreModel> stores, IReadOnlyList<ReducerModel> reducers, IReadOnlyDictionary<string, ActionFacts> facts)
    {
        foreach (var (guard, method) in _guards)
        {
            if (!BroughtMembers.ComesAlong(method) && FaultOf(guard, stores, reducers, facts) is { } reason) Report(Descriptors.InvalidGuard, method, reason);
        }

        var signed = new Dictionary<string, HookModel>(StringComparer.Ordinal);
        foreach (var (hook, method) in _hooks.OrderBy(h => h.Model.StableName, StringComparer.Ordinal))
        {
            if (FaultOf(hook, stores, reducers) is { } reason) Report(HookExtractor.RuleOf(hook.Role), method, reason);
            if (hook.Role != HookRole.Signer) continue;
            if (signed.TryGetValue(hook.ActionType, out var other)) Report(Descriptors.InvalidSigner, method, $"'{other.DisplayName}' signs the same action, and the order of the two would decide what is signed; merge them into one method");
            else signed.Add(hook.ActionType, hook);
        }
    }

    private static string? FaultOf(GuardModel guard, IReadOnlyList<StoreModel> stores, IReadOnlyList<ReducerModel> reducers, IReadOnlyDictionary<string, ActionFacts> facts)
    {
        var isLocal = guard.KnownAction?.IsLocal == true;
        var fitting = stores.Select(store => (Store: store, Match: HookBinder.Match(store, guard, isLocal))).Where(s => s.Match.IsRoot || s.Match.Slices.Count > 0).ToList();
        if (fitting.Count == 0)
        {
            return guard.Slice is null
                ? $"its state '{guard.State.ShortName}' is neither the state of a store in this project nor the type of one of its settable public properties, so it would never be asked"
                : $"no store's state has a settable public property '{guard.Slice}' of type '{guard.State.ShortName}'; correct its Slice";
        }

        var asked = fitting.Where(s => Reduces(s.Store, reducers, action => StoreBinder.FactsOf(action, facts) is { } known ? HookBinder.IsOf(guard, known) : action.ActionType == guard.ActionType)).ToList();
        if (asked.Count == 0)
        {
            return guard.IsWide
                ? $"no store that has its state reduces a gossiped action that is a '{ShortNameOf(guard.ActionType)}'; declare one, with its reducer"
                : $"no store that has its state reduces the action '{ShortNameOf(guard.ActionType)}'; declare a reducer for it";
        }

        foreach (var (store, (isRoot, slices)) in asked)
        {
            if (isRoot) continue;
            if (slices.Count > 1)
            {
                var names = string.Join(", ", slices.Select(s => $"'{s.Name}'"));
                return $"it could judge any of the properties {names} of '{store.State.ShortName}', which have one type; choose with [Guard(Slice = nameof({store.State.ShortName}.{slices[0].Name}))]";
            }

            if (!isLocal && slices[0].IsLocal)
                return $"'{store.State.ShortName}.{slices[0].Name}' is a local slice, which differs from peer to peer, so the gossiped action would count on some and not on others; carry in the action what it needs";
        }

        var states = asked.Select(s => s.Store.State.ShortName).Distinct(StringComparer.Ordinal).OrderBy(name => name, StringComparer.Ordinal).ToList();
        return guard.State.Assembly.IsPlatform && states.Count > 1
            ? $"its state '{guard.State.ShortName}' is a type of the platform, and the states {string.Join(", ", states.Select(s => $"'{s}'"))} would all be judged by it; choose with [Guard(Slice = …)], or give the value a type of its own"
            : null;
    }

    private static string? FaultOf(HookModel hook, IReadOnlyList<StoreModel> stores, IReadOnlyList<ReducerModel> reducers)
    {
        if (hook.State is { } state && stores.All(store => store.State.Name != state.Name))
            return $"'{state.ShortName}' is the root state of no store in this project; take the History of a store's state";
        return stores.Any(store => (hook.State is null || hook.State.Name == store.State.Name) && Reduces(store, reducers, reducer => reducer.ActionType == hook.ActionType))
            ? null
            : $"no store of this project reduces the action '{ShortNameOf(hook.ActionType)}'{(hook.State is null ? "" : " with that state")}; declare a reducer for it";
    }

    private static bool Reduces(StoreModel store, IReadOnlyList<ReducerModel> reducers, Func<ReducerModel, bool> isAsked) =>
        reducers.Concat(store.Brought.Reducers).Any(reducer => isAsked(reducer) && StoreBinder.Concerns(store, reducer));

    private static string ShortNameOf(string type) => type.Substring(type.LastIndexOfAny(['.', ':']) + 1);

    private void Report(DiagnosticDescriptor rule, IMethodSymbol method, string reason) =>
        report(method, Diagnostic.Create(rule, method.Locations.FirstOrDefault(), method.Name, reason));
}
