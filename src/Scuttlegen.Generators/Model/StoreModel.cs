namespace Scuttlegen.Generators.Model;

/// <summary>A valid <c>[Reducer]</c> method.</summary>
/// <param name="StableName">The name that seeds its draws and stands in the contract: metadata name of type and method.</param>
/// <param name="CallTarget">The method as called in generated code.</param>
/// <param name="Commutes">Whether its author promises that the order of its updates does not matter (R4).</param>
/// <param name="Use">What of its state it reads and writes; <see langword="null"/> if that may be anything.</param>
/// <param name="KnownAction">The action's facts if it is local or declared in another assembly; else they come from its own model.</param>
internal sealed record ReducerModel(
    string StableName,
    string CallTarget,
    string DisplayName,
    TypeFact State,
    bool AcceptsNullState,
    bool ReturnsNull,
    string ActionType,
    ActionFacts? KnownAction,
    string? Slice,
    bool TakesContext,
    bool Commutes,
    StateUse? Use,
    string CodeHash,
    TypeFact DeclaringType);

/// <summary>The members of the state that a reducer names, in ordinal order.</summary>
internal sealed record StateUse(EquatableArray<string> Reads, EquatableArray<string> Writes);

/// <summary>A type that a store names.</summary>
/// <param name="Name">As written in generated code, without top-level nullable annotation.</param>
/// <param name="DisplayName">As written in the contract.</param>
/// <param name="ShortName">As written in messages.</param>
internal sealed record TypeFact(string Name, string DisplayName, string ShortName, bool IsValueType, AssemblyFact Assembly);

/// <summary>A <c>[GossipStore]</c> class, before its reducers are known.</summary>
/// <param name="NameParts">The names of the types around it, and its own.</param>
/// <param name="OwnMembers">Members of the user's own that bear the name of a generated method.</param>
/// <param name="HasPlainSlices">Whether a copy of the state copies what it holds, so that slices can be taken from several states.</param>
/// <param name="Identity">How two root states are compared bit by bit.</param>
/// <param name="Identities">What that takes, and what comparing the slices takes.</param>
/// <param name="Brought">The reducers and guards that types of other assemblies bring along.</param>
/// <param name="StateCodec">The state's canonical codec; <see langword="null"/> if part of it has no canonical form.</param>
internal sealed record StoreModel(
    DeclarationModel Declaration,
    string Type,
    string Identifier,
    EquatableArray<string> NameParts,
    string StoreName,
    string TableClass,
    bool IsPublic,
    RegistrationKind Registration,
    EquatableArray<OwnMember> OwnMembers,
    TypeFact State,
    bool StateCanBeCopied,
    string? Initial,
    EquatableArray<SliceModel> Slices,
    EquatableArray<PartModel> Composition,
    bool CanCompose,
    bool HasPlainSlices,
    IdentityCheck Identity,
    EquatableArray<IdentityHelper> Identities,
    BroughtMethods Brought,
    StateCodecModel? StateCodec);

/// <summary>The reducers and guards that the types of a state declare themselves, where these are of other assemblies.</summary>
internal sealed record BroughtMethods(EquatableArray<ReducerModel> Reducers, EquatableArray<GuardModel> Guards);

/// <summary>A member that the user declared under the name of a generated one.</summary>
/// <param name="Parameters">The types of its parameters in generated code, or <see langword="null"/> if it is no method: then it clashes with all methods of its name.</param>
internal sealed record OwnMember(string Name, EquatableArray<string>? Parameters);

/// <summary>What the registration of one store takes.</summary>
/// <param name="Name">What is added to <c>Add</c>; no other store of the namespace has it.</param>
internal sealed record RegistrationModel(string HintName, string Namespace, string Type, string Name, bool IsPublic);

internal enum RegistrationKind
{
    /// <summary>No dependency injection in the compilation, or the store cannot be named outside its containing type.</summary>
    None,
    Internal,
    Public,
}

/// <summary>A property of the root state that can be replaced with <c>with</c>.</summary>
/// <param name="IsPlain">Whether it holds exactly what it was given, and no other member decides its value.</param>
/// <param name="IsLocal">Whether it is this peer's own (R7).</param>
/// <param name="Identity">How two of its values are compared bit by bit.</param>
internal sealed record SliceModel(string Name, string Access, TypeFact Type, bool IsNullable, bool IsPlain, bool IsLocal, IdentityCheck Identity);

/// <summary>A parameter of the root state's primary constructor.</summary>
/// <param name="IsOwnInitial">Whether the type itself says how it begins: zero and the empty string were nobody's decision.</param>
internal sealed record PartModel(string Name, string Access, string? Initial, bool IsOwnInitial, bool IsOptional);

/// <summary>A store with everything it dispatches and reduces: all that the emitter prints.</summary>
/// <param name="LocalKinds">The kinds of local actions; their indices follow those of the gossiped ones.</param>
/// <param name="Genesis">What reduces the genesis; <see langword="null"/> if nothing does.</param>
/// <param name="Bits">The slices that stand for themselves in sets of slices; others change only when all may.</param>
/// <param name="Identities">The types that are compared member by member, those that the slices or the root need.</param>
/// <param name="ReplaysSlices">Whether a replay of some slices is less work than one of all.</param>
internal sealed record StoreBinding(
    StoreModel Store,
    string Initial,
    EquatableArray<KindBinding> Kinds,
    EquatableArray<KindBinding> LocalKinds,
    KindBinding? Genesis,
    string Contract,
    EquatableArray<string> CodeTypes,
    EquatableArray<SliceBit> Bits,
    EquatableArray<IdentityHelper> Identities,
    bool ReplaysSlices)
{
    /// <summary>The kinds in the order of their indices.</summary>
    public IReadOnlyList<KindBinding> AllKinds => [.. Kinds, .. LocalKinds];
}

/// <summary>A slice and its bit.</summary>
internal sealed record SliceBit(SliceModel Slice, ulong Mask);

/// <summary>One kind and its reducers, slices in ordinal order, the root last.</summary>
internal sealed record KindBinding(ActionFacts Action, EquatableArray<ReducerBinding> Slices, ReducerModel? Root, KindHooks Hooks, SliceFacts Facts);

/// <summary>What a kind depends on and changes.</summary>
/// <param name="RootWrites">The part of <paramref name="Writes"/> that its root-level reducer writes.</param>
internal sealed record SliceFacts(ulong Reads, ulong Writes, ulong RootWrites, bool Commutes)
{
    public const ulong All = ulong.MaxValue;
}

internal sealed record ReducerBinding(SliceModel Slice, ReducerModel Reducer, ulong Mask);
