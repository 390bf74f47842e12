using Scuttlegen.Generators.Model;
using Scuttlegen.Generators.Rules;

namespace Scuttlegen.Generators.Binding;

/// <summary>What binding found wrong: a rule, the thing it is about, and the message's arguments.</summary>
internal sealed record BindingProblem(string RuleId, object Subject, object?[] Arguments);

/// <summary>
/// Matches stores with reducers, on models alone. The generator takes the binding; the analyzer takes the problems, and
/// knows where their subjects are declared.
/// </summary>
internal static class StoreBinder
{
    public static StoreBinding? Bind(
        StoreModel store, IEnumerable<ReducerModel> reducers, HookSet hooks, IReadOnlyDictionary<string, ActionFacts> actions, Action<BindingProblem>? report = null)
    {
        var slots = new Dictionary<(string Action, string Slice), ReducerModel>();
        var kinds = new Dictionary<string, ActionFacts>(StringComparer.Ordinal);
        var localKinds = new SortedDictionary<string, ActionFacts>(StringComparer.Ordinal);
        var hasGenesis = false;
        var isSound = true;
        var hasBrokenAction = false;
        foreach (var reducer in reducers.Concat(store.Brought.Reducers).OrderBy(r => r.StableName, StringComparer.Ordinal).ThenBy(r => r.ActionType, StringComparer.Ordinal))
        {
            var match = Match(store, reducer);
            if (FactsOf(reducer, actions) is not { } action)
            {
                // The action's own finding says why; what follows from it would only distract.
                hasBrokenAction |= match.IsRoot || match.Slices.Count > 0;
                continue;
            }

            if (match.IsAmbiguous)
            {
                var names = string.Join(", ", match.Slices.Select(s => $"'{s.Name}'"));
                report?.Invoke(new(RuleIds.AmbiguousSlice, reducer, [reducer.DisplayName, names, store.State.ShortName, match.Slices[0].Name]));
                continue;
            }

            if (!match.IsRoot && match.Slices.Count == 0) continue;
            if (!match.IsRoot && !store.StateCanBeCopied)
            {
                report?.Invoke(new(RuleIds.StateCannotBeCopied, store, [store.State.ShortName]));
                isSound = false;
                continue;
            }

            if (action.IsLocal && (match.IsRoot || !match.Slices[0].IsLocal))
            {
                var written = match.IsRoot ? $"the whole state '{store.State.ShortName}'" : $"'{store.State.ShortName}.{match.Slices[0].Name}', which is gossiped";
                report?.Invoke(new(RuleIds.LocalActionOnGossipedState, reducer, [reducer.DisplayName, action.ShortName, written]));
                continue;
            }

            if (!action.IsLocal && !match.IsRoot && match.Slices[0].IsLocal)
            {
                report?.Invoke(new(RuleIds.GossipedActionOnLocalSlice, reducer, [reducer.DisplayName, action.ShortName, $"{store.State.ShortName}.{match.Slices[0].Name}"]));
                continue;
            }

            var slot = (action.Type, match.IsRoot ? "" : match.Slices[0].Name);
            if (slots.TryGetValue(slot, out var other))
            {
                var place = match.IsRoot ? $"the state '{store.State.ShortName}'" : $"the slice '{slot.Item2}' of '{store.State.ShortName}'";
                report?.Invoke(new(RuleIds.DuplicateReducer, reducer, [other.DisplayName, reducer.DisplayName, action.ShortName, place]));
                continue;
            }

            if (action.IsGenesis) hasGenesis = true;
            else if (action.IsLocal) localKinds[action.Type] = action;
            else if (!kinds.TryGetValue(action.Kind, out var sameKind)) kinds.Add(action.Kind, action);
            else if (sameKind.Type != action.Type)
            {
                report?.Invoke(new(RuleIds.DuplicateKind, store, [sameKind.ShortName, action.ShortName, action.Kind, store.Identifier]));
                continue;
            }

            slots.Add(slot, reducer);
        }

        if (!isSound) return null;
        if (slots.Count == 0)
        {
            if (!hasBrokenAction) report?.Invoke(new(RuleIds.StoreWithoutReducers, store, [store.Identifier, store.State.ShortName]));
            return null;
        }

        if (OwnMembers.FindClash(store, kinds.Values.Concat(localKinds.Values)) is { } clash)
        {
            report?.Invoke(new(RuleIds.MemberIsGenerated, clash, [OwnMembers.Display(store, clash), store.Identifier, "rename it, or give it other parameters"]));
            return null;
        }

        var sets = new SliceSets(store, slots);
        var bound = kinds.Values.OrderBy(k => k.Kind, StringComparer.Ordinal).Select(k => BindKind(store, k, slots, hooks, sets)).ToEquatableArray();
        var local = localKinds.Values.Select(k => BindKind(store, k, slots, hooks, sets)).ToEquatableArray();
        var genesis = hasGenesis ? BindKind(store, ActionFacts.Genesis, slots, HookSet.Empty, sets) : null;
        if (InitialOf(store, bound.Concat(local).Concat(genesis is null ? [] : [genesis])) is not { } initial)
        {
            report?.Invoke(new(RuleIds.MissingInitialState, store, [store.State.ShortName, store.Identifier]));
            return null;
        }

        return new StoreBinding(
            store, initial, bound, local, genesis, ContractText.Write(store, bound, genesis), CodeTypes(store, bound, genesis).ToEquatableArray(),
            sets.Bits.ToEquatableArray(), sets.NeededIdentities().ToEquatableArray(), sets.ArePartsWorthReplaying(bound.Concat(local)));
    }

    /// <summary>Whether the reducer is for this store, sure of its slice or not.</summary>
    public static bool Concerns(StoreModel store, ReducerModel reducer)
    {
        var match = Match(store, reducer);
        return match.IsRoot || match.Slices.Count > 0;
    }

    /// <summary>Whether the reducer is for this store beyond doubt.</summary>
    public static bool Serves(StoreModel store, ReducerModel reducer) => Concerns(store, reducer) && !Match(store, reducer).IsAmbiguous;

    public static ActionFacts? FactsOf(ReducerModel reducer, IReadOnlyDictionary<string, ActionFacts> actions) =>
        reducer.KnownAction ?? (actions.TryGetValue(reducer.ActionType, out var facts) ? facts : null);

    private static (bool IsRoot, bool IsAmbiguous, IReadOnlyList<SliceModel> Slices) Match(StoreModel store, ReducerModel reducer)
    {
        var isLocal = reducer.KnownAction?.IsLocal == true;
        if (reducer.Slice is null && store.State.Name == reducer.State.Name) return (true, false, []);
        var slices = store.Slices.Where(s => s.Type.Name == reducer.State.Name && (reducer.Slice is null || reducer.Slice == s.Name)).ToList();

        // Of several slices of one type a local action can mean only local ones, a gossiped action only the others.
        if (slices.Count > 1 && slices.Any(s => s.IsLocal == isLocal)) slices.RemoveAll(s => s.IsLocal != isLocal);
        return (false, slices.Count > 1, slices);
    }

    private static KindBinding BindKind(
        StoreModel store, ActionFacts action, Dictionary<(string Action, string Slice), ReducerModel> slots, HookSet hooks, SliceSets sets)
    {
        var slices = new List<ReducerBinding>();
        foreach (var slice in store.Slices)
        {
            if (slots.TryGetValue((action.Type, slice.Name), out var reducer)) slices.Add(new ReducerBinding(slice, reducer, sets.MaskOf(slice.Name)));
        }

        slots.TryGetValue((action.Type, ""), out var root);
        var hung = HookBinder.Bind(store, action, hooks);
        return new KindBinding(action, slices.ToEquatableArray(), root, hung, sets.FactsOf(slices, root, hung.Guards));
    }

    private static string? InitialOf(StoreModel store, IEnumerable<KindBinding> kinds)
    {
        // A struct's default is the last resort: its parts may know better.
        var isDefault = store.Initial?.StartsWith("default(", StringComparison.Ordinal) == true;
        if (store.Initial is { } initial && !isDefault) return initial;
        if (!store.CanCompose) return store.Initial;

        // A parameter that no reducer ever changes begins with what its type says.
        var sliced = new HashSet<string>(kinds.SelectMany(k => k.Slices).Select(s => s.Slice.Name), StringComparer.Ordinal);
        var arguments = new List<string>();
        foreach (var part in store.Composition)
        {
            if (part.IsOptional) continue;
            if (part.Initial is { } value && (part.IsOwnInitial || sliced.Contains(part.Name))) arguments.Add($"{part.Access}: {value}");
            else return store.Initial;
        }

        return $"new {store.State.Name}({string.Join(", ", arguments)})";
    }

    /// <summary>One type of each assembly whose code decides the state, the platform's aside: it is the same contract on every version.</summary>
    private static SortedDictionary<string, string>.ValueCollection CodeTypes(StoreModel store, EquatableArray<KindBinding> kinds, KindBinding? genesis)
    {
        var types = new SortedDictionary<string, string>(StringComparer.Ordinal);
        void Add(string type, AssemblyFact assembly)
        {
            if (assembly.IsPlatform) return;
            if (!types.TryGetValue(assembly.Name, out var known) || string.CompareOrdinal(type, known) < 0) types[assembly.Name] = type;
        }

        Add(store.State.Name, store.State.Assembly);
        foreach (var kind in genesis is null ? kinds : kinds.Append(genesis))
        {
            Add(kind.Action.Type, kind.Action.Assembly);
            if (kind.Root is { } root) Add(root.DeclaringType.Name, root.DeclaringType.Assembly);
            foreach (var slice in kind.Slices)
            {
                Add(slice.Slice.Type.Name, slice.Slice.Type.Assembly);
                Add(slice.Reducer.DeclaringType.Name, slice.Reducer.DeclaringType.Assembly);
            }

            foreach (var guard in kind.Hooks.Guards) Add(guard.Guard.DeclaringType.Name, guard.Guard.DeclaringType.Assembly);
            foreach (var verifier in kind.Hooks.Verifiers) Add(verifier.DeclaringType.Name, verifier.DeclaringType.Assembly);
        }

        return types.Values;
    }
}
