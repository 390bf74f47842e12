namespace Scuttlegen.Generators.Model;

/// <summary>A valid <c>[Guard]</c> method.</summary>
/// <param name="StableName">As a reducer's, and never equal to one.</param>
/// <param name="IsWide">Whether its action is no action but a base type, an interface or <see langword="object"/>: then it judges every gossiped action that is one.</param>
/// <param name="Reads">The members of the state that it names, in ordinal order; <see langword="null"/> if it may read any.</param>
internal sealed record GuardModel(
    string StableName,
    string CallTarget,
    string DisplayName,
    TypeFact State,
    bool AcceptsNullState,
    string ActionType,
    bool IsWide,
    ActionFacts? KnownAction,
    string? Slice,
    bool TakesContext,
    EquatableArray<string>? Reads,
    string CodeHash,
    TypeFact DeclaringType);

internal enum HookRole
{
    Verifier,
    Signer,
    Admission,
}

internal enum HookReturn
{
    Value,
    ValueTask,
    Task,
}

/// <summary>A valid <c>[Verifier]</c>, <c>[Signer]</c> or <c>[Admission]</c> method.</summary>
/// <param name="Arguments">What generated code passes after the action.</param>
/// <param name="State">The state whose history it takes, if it takes one.</param>
internal sealed record HookModel(
    HookRole Role,
    string StableName,
    string CallTarget,
    string DisplayName,
    string ActionType,
    ActionFacts? KnownAction,
    EquatableArray<string> Arguments,
    HookReturn Returns,
    TypeFact? State,
    string CodeHash,
    TypeFact DeclaringType)
{
    public bool IsAsync => Returns != HookReturn.Value;
}

/// <summary>The guards and hooks of a compilation.</summary>
internal sealed record HookSet(EquatableArray<GuardModel> Guards, EquatableArray<HookModel> Hooks)
{
    public static readonly HookSet Empty = new(EquatableArray<GuardModel>.Empty, EquatableArray<HookModel>.Empty);
}

/// <summary>What guards one kind and hangs on it, each in ordinal order.</summary>
internal sealed record KindHooks(
    EquatableArray<GuardBinding> Guards, EquatableArray<HookModel> Verifiers, HookModel? Signer, EquatableArray<HookModel> Admissions);

/// <summary>A guard and the slice it judges; <see langword="null"/> for the root state.</summary>
internal sealed record GuardBinding(GuardModel Guard, SliceModel? Slice);
