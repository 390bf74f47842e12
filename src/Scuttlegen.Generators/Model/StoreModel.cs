namespace Scuttlegen.Generators.Model;

/// <summary>A valid <c>[Reducer]</c> method.</summary>
/// <param name="StableName">The name that seeds its draws and stands in the contract: metadata name of type and method.</param>
/// <param name="CallTarget">The method as called in generated code.</param>
/// <param name="ExternalAction">The action's facts if it is declared in another assembly; else they come from its own model.</param>
internal sealed record ReducerModel(
    string StableName,
    string CallTarget,
    string DisplayName,
    TypeFact State,
    bool AcceptsNullState,
    bool ReturnsNull,
    string ActionType,
    ActionFacts? ExternalAction,
    string? Slice,
    bool TakesContext,
    string CodeHash,
    TypeFact DeclaringType);

/// <summary>A type that a store names.</summary>
/// <param name="Name">As written in generated code, without top-level nullable annotation.</param>
/// <param name="DisplayName">As written in the contract.</param>
/// <param name="ShortName">As written in messages.</param>
internal sealed record TypeFact(string Name, string DisplayName, string ShortName, bool IsValueType, AssemblyFact Assembly);

/// <summary>A <c>[GossipStore]</c> class, before its reducers are known.</summary>
internal sealed record StoreModel(
    DeclarationModel Declaration,
    string Type,
    string Identifier,
    string JoinedName,
    string StoreName,
    string TableClass,
    bool IsPublic,
    RegistrationKind Registration,
    TypeFact State,
    bool StateCanBeCopied,
    string? Initial,
    EquatableArray<SliceModel> Slices,
    EquatableArray<PartModel> Composition,
    bool CanCompose);

internal enum RegistrationKind
{
    /// <summary>No dependency injection in the compilation, or the store cannot be named outside its containing type.</summary>
    None,
    Internal,
    Public,
}

/// <summary>A property of the root state that can be replaced with <c>with</c>.</summary>
internal sealed record SliceModel(string Name, string Access, TypeFact Type, bool IsNullable);

/// <summary>A parameter of the root state's primary constructor.</summary>
/// <param name="IsOwnInitial">Whether the type itself says how it begins: zero and the empty string were nobody's decision.</param>
internal sealed record PartModel(string Name, string Access, string? Initial, bool IsOwnInitial, bool IsOptional);

/// <summary>A store with everything it dispatches and reduces: all that the emitter prints.</summary>
internal sealed record StoreBinding(
    StoreModel Store, string Initial, EquatableArray<KindBinding> Kinds, string Contract, EquatableArray<string> CodeTypes);

/// <summary>One kind and its reducers, slices in ordinal order, the root last.</summary>
internal sealed record KindBinding(ActionFacts Action, EquatableArray<ReducerBinding> Slices, ReducerModel? Root);

internal sealed record ReducerBinding(SliceModel Slice, ReducerModel Reducer);
