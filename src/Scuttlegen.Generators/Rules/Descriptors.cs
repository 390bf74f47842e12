using Microsoft.CodeAnalysis;

namespace Scuttlegen.Generators.Rules;

/// <summary>The rules' texts. Each message names the thing in the user's code and the way out.</summary>
internal static partial class Descriptors
{
    private const string Usage = "Scuttlegen.Usage";
    private const string Wire = "Scuttlegen.Wire";
    private const string State = "Scuttlegen.State";

    public static readonly DiagnosticDescriptor NotPartial = Error(
        RuleIds.NotPartial, Usage,
        "Generated types must be partial",
        "'{0}' must be declared partial, because members are generated into {1}",
        "The generator adds the codec of an action, the methods of a store, or the operations of a CRDT state, to the type itself. That takes 'partial' on the type and on every type that contains it.");

    public static readonly DiagnosticDescriptor StoreWithoutReducers = Error(
        RuleIds.StoreWithoutReducers, Usage,
        "A store needs a reducer",
        "The store '{0}' has no reducer for its state '{1}': declare a static method [Reducer] {1} Method({1} state, TAction action)",
        "A store's actions are those that at least one reducer of its state, or of one of the state's properties, takes. Without any, nothing can be dispatched.");

    public static readonly DiagnosticDescriptor ActionWithoutReducer = Warning(
        RuleIds.ActionWithoutReducer, Usage,
        "An action should be reduced by a store",
        "No store in this project reduces '{0}', so it cannot be dispatched: declare a reducer for it, or remove the action",
        "An action that no reducer of any store takes is part of no store's contract.");

    public static readonly DiagnosticDescriptor DuplicateReducer = Error(
        RuleIds.DuplicateReducer, Usage,
        "One reducer for each slice and action",
        "'{0}' and '{1}' both reduce '{2}' for {3}, and the order of the two would decide the state: merge them into one method",
        "Each action has at most one reducer for the root state and one for each slice.");

    public static readonly DiagnosticDescriptor InvalidReducer = Error(
        RuleIds.InvalidReducer, Usage,
        "A reducer is a static method from state and action to state",
        "'{0}' cannot be a reducer: {1}",
        "A reducer is called directly by generated code, as TState Method(TState state, TAction action) or TState Method(TState state, TAction action, ReplayContext context).");

    public static readonly DiagnosticDescriptor ReducerWithoutStore = Warning(
        RuleIds.ReducerWithoutStore, Usage,
        "A reducer should belong to a store",
        "'{0}' reduces '{1}', which is neither the state of a store in this project nor the type of one of its settable public properties: it never runs",
        "Reducers are matched with stores by the type of their state.");

    public static readonly DiagnosticDescriptor AmbiguousSlice = Error(
        RuleIds.AmbiguousSlice, Usage,
        "A reducer must say which of several slices it serves",
        "'{0}' could reduce any of the properties {1} of '{2}', which have one type: choose with [Reducer(Slice = nameof({2}.{3}))]",
        "Where two properties of the root state have the same type, the type does not say which of them a reducer is for.");

    public static readonly DiagnosticDescriptor UnclaimedReducer = Error(
        RuleIds.UnclaimedReducer, Usage,
        "A reducer of a platform type must belong to one state",
        "'{0}' reduces '{1}', a type of the platform, and the states {2} would all take it: choose with [Reducer(Slice = …)], or give the value a type of its own",
        "A property of type int or string does not say whose it is. A reducer written for one state would silently reduce every state with such a property.");

    public static readonly DiagnosticDescriptor UnknownSlice = Error(
        RuleIds.UnknownSlice, Usage,
        "Slice names a property of the root state",
        "No store's state has a settable public property '{0}' of type '{1}', which '{2}' asks for: correct the Slice of its [Reducer]",
        "Slice must be the name of a public property of a store's root state that has the reducer's state type and can be replaced with 'with'.");

    public static readonly DiagnosticDescriptor MissingInitialState = Error(
        RuleIds.MissingInitialState, Usage,
        "A store's state needs an initial value",
        "The state '{0}' of the store '{1}' has no initial value: give it a property 'public static {0} Initial {{ get; }}' or a constructor without parameters",
        "Replay begins with the initial state: a static member 'Initial' (or 'Empty') of the state's own type, a parameterless constructor, the default of a struct, or a primary constructor whose parameters are all slices that have one.");

    public static readonly DiagnosticDescriptor StateCannotBeCopied = Error(
        RuleIds.StateCannotBeCopied, Usage,
        "A state with slices must be a record or a struct",
        "'{0}' has reducers for its properties but is neither a record nor a struct, so they cannot be replaced with 'with': declare it as a record",
        "The root state of slices is copied with the results of their reducers.");

    public static readonly DiagnosticDescriptor UnsupportedStore = Error(
        RuleIds.UnsupportedStore, Usage,
        "A store is an ordinary class without a base class",
        "'{0}' cannot be a store: {1}",
        "The generator makes the class a Store<TState> with a constructor of its own, opened with OpenAsync.");

    public static readonly DiagnosticDescriptor LocalActionOnGossipedState = Error(
        RuleIds.LocalActionOnGossipedState, Usage,
        "A local action is reduced on local slices only",
        "'{0}' reduces the local action '{1}' for {2}, so this peer's state would differ from all others': mark the property with [LocalSlice], or the action with [GossipAction]",
        "No other peer ever hears of a local action. What it writes must be this peer's own: a property of the root state that is marked [LocalSlice].");

    public static readonly DiagnosticDescriptor GossipedActionOnLocalSlice = Error(
        RuleIds.GossipedActionOnLocalSlice, Usage,
        "A gossiped action has no reducer on a local slice",
        "'{0}' reduces the gossiped action '{1}' for the local slice '{2}', which only local actions may write: mark the action with [LocalAction], or remove [LocalSlice]",
        "A local slice differs from peer to peer, and only [LocalAction] types are reduced on it.");

    public static readonly DiagnosticDescriptor LocalAndGossiped = Error(
        RuleIds.LocalAndGossiped, Usage,
        "An action is either gossiped or local",
        "'{0}' is marked with both [GossipAction] and [LocalAction]: remove one of them",
        "A gossiped action is reduced on every peer, a local one on this peer alone.");

    public static readonly DiagnosticDescriptor MisplacedLocalSlice = Warning(
        RuleIds.MisplacedLocalSlice, Usage,
        "A local slice is a settable public property of a store's state",
        "'{0}' is marked [LocalSlice], but is no settable public property of a store's root state, so the mark has no effect: move it there",
        "What is local to a peer is a slice of its own: a public property of the root state that 'with' can replace.");

    public static readonly DiagnosticDescriptor MemberIsGenerated = Error(
        RuleIds.MemberIsGenerated, Usage,
        "A member that is generated is not declared by hand",
        "'{0}' is generated into '{1}', which declares a member of that name and signature itself: {2}",
        "Stores get OpenAsync, and Dispatch and DispatchAsync for each action; actions get the members of IGossipAction; CRDT states get Empty, Merge, MergeDelta, IsSubsumedBy, With and Delta. A member of one's own must differ in name or parameters.");

    public static readonly DiagnosticDescriptor UnsupportedMember = Error(
        RuleIds.UnsupportedMember, Wire,
        "An action's members must have a wire form",
        "The member '{0}' has the type '{1}', which cannot be gossiped: {2}; {3}",
        "Every member of an action must come back from its bytes exactly as every other peer will read it.");

    public static readonly DiagnosticDescriptor UnsupportedAction = Error(
        RuleIds.UnsupportedAction, Wire,
        "An action is a concrete type that can be created from its members",
        "'{0}' cannot be an action: {1}",
        "Receivers create the action from the members they read.");

    public static readonly DiagnosticDescriptor DuplicateKind = Error(
        RuleIds.DuplicateKind, Wire,
        "The kinds of a store's actions must differ",
        "'{0}' and '{1}' have one kind, \"{2}\", in the store '{3}': give one of them another with [GossipAction(\"…\")]",
        "The kind is all that a peer knows of an update's type. It is the type's simple name unless the attribute says otherwise.");

    public static readonly DiagnosticDescriptor InvalidKind = Error(
        RuleIds.InvalidKind, Wire,
        "A kind has 1 to 255 bytes and does not begin with $",
        "The kind \"{0}\" of '{1}' is not valid: {2}",
        "Kinds that begin with $ are reserved for the protocol; longer ones do not fit its header.");

    public static readonly DiagnosticDescriptor UnsupportedUnion = Error(
        RuleIds.UnsupportedUnion, Wire,
        "A union has a fixed list of sealed cases",
        "The union '{0}', which the member '{1}' holds, cannot be laid out: {2}; {3}",
        "A value of a union travels as its case's index and the case. So the list of cases is fixed, and each value is exactly one of them.");

    public static readonly DiagnosticDescriptor StateWithoutCanonicalForm = Warning(
        RuleIds.StateWithoutCanonicalForm, State,
        "A state should have a canonical form",
        "'{0}' of type '{1}' has no canonical form, so peers do not compare their states and divergence goes unseen: {2}; {3}",
        "Peers that rest with the same updates compare hashes of their states. That takes bytes that are equal for equal states, of everything the state holds.");

    public static readonly DiagnosticDescriptor UnsupportedCrdtState = Error(
        RuleIds.UnsupportedCrdtState, State,
        "A [CrdtState] is a sealed record",
        "'{0}' cannot be a [CrdtState]: {1}",
        "Its operations are generated from its members, and are all that a merge knows of it.");

    public static readonly DiagnosticDescriptor UnsupportedCrdtMember = Error(
        RuleIds.UnsupportedCrdtMember, State,
        "A member of a [CrdtState] can be merged, set and written",
        "'{0}' cannot be part of a [CrdtState]: {1}; {2}",
        "Each member is merged with its counterpart, put into a new record, and written in one canonical form.");

    private static DiagnosticDescriptor Error(string id, string category, string title, string message, string description) =>
        Create(id, category, DiagnosticSeverity.Error, title, message, description);

    private static DiagnosticDescriptor Warning(string id, string category, string title, string message, string description) =>
        Create(id, category, DiagnosticSeverity.Warning, title, message, description);

    private static DiagnosticDescriptor Create(
        string id, string category, DiagnosticSeverity severity, string title, string message, string description) =>
        new(id, title, message, category, severity, isEnabledByDefault: true, description,
            $"https://github.com/scuttlegen/scuttlegen/blob/main/docs/rules/{id}.md");
}
