using Scuttlegen.Generators.Model;

namespace Scuttlegen.Generators.Binding;

/// <summary>Matches guards and hooks with the kinds of a store, on models alone.</summary>
internal static class HookBinder
{
    public static KindHooks Bind(StoreModel store, ActionFacts action, HookSet hooks)
    {
        var guards = hooks.Guards
            .Concat(store.Brought.Guards)
            .Where(guard => IsOf(guard, action) && MayJudge(store, guard, action.IsLocal))
            .OrderBy(guard => guard.StableName, StringComparer.Ordinal).ThenBy(guard => guard.ActionType, StringComparer.Ordinal)
            .Select(guard => new GuardBinding(guard, Match(store, guard, action.IsLocal) is { IsRoot: false, Slices: [var slice] } ? slice : null));
        var hung = hooks.Hooks.Where(hook => hook.ActionType == action.Type && !action.IsLocal).OrderBy(hook => hook.StableName, StringComparer.Ordinal).ToList();
        return new KindHooks(
            guards.ToEquatableArray(),
            hung.Where(hook => hook.Role == HookRole.Verifier).ToEquatableArray(),
            hung.FirstOrDefault(hook => hook.Role == HookRole.Signer),
            hung.Where(hook => hook.Role == HookRole.Admission && hook.State!.Name == store.State.Name).ToEquatableArray());
    }

    /// <summary>Whether the guard is of that action: of its type or, if it is gossiped, of something that it is.</summary>
    public static bool IsOf(GuardModel guard, ActionFacts action) =>
        !guard.IsWide ? guard.ActionType == action.Type
        : !action.IsLocal && !action.IsGenesis && (guard.ActionType == "object" || action.Supertypes.Contains(guard.ActionType));

    /// <summary>The root state, or the slices that the guard could judge.</summary>
    public static (bool IsRoot, IReadOnlyList<SliceModel> Slices) Match(StoreModel store, GuardModel guard, bool isLocal)
    {
        if (guard.Slice is null && store.State.Name == guard.State.Name) return (true, []);
        var slices = store.Slices.Where(s => s.Type.Name == guard.State.Name && (guard.Slice is null || guard.Slice == s.Name)).ToList();

        // A gossiped action can be judged only by what every peer has.
        if (slices.Count > 1 && !isLocal && slices.Any(s => !s.IsLocal)) slices.RemoveAll(s => s.IsLocal);
        return (false, slices);
    }

    private static bool MayJudge(StoreModel store, GuardModel guard, bool isLocal)
    {
        var (isRoot, slices) = Match(store, guard, isLocal);
        return isRoot || (slices.Count == 1 && (isLocal || !slices[0].IsLocal));
    }
}
