using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Scuttlegen.Generators.Binding;
using Scuttlegen.Generators.Emission;
using Scuttlegen.Generators.Extraction;
using Scuttlegen.Generators.Model;
using Scuttlegen.Generators.Reuse;

namespace Scuttlegen.Generators;

/// <summary>
/// Generates the codec of each <c>[GossipAction]</c> type, the members of each <c>[GossipStore]</c> class, and the operations of each <c>[CrdtState]</c> record. Reports nothing:
/// that is <see cref="GossipAnalyzer"/>'s, which runs the same extraction with locations.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class GossipGenerator : IIncrementalGenerator
{
    internal const string ActionSuffix = ".GossipAction.g.cs";
    internal const string StoreSuffix = ".GossipStore.g.cs";
    internal const string StateSuffix = ".State.GossipStore.g.cs";
    internal const string CrdtStateSuffix = ".CrdtState.g.cs";
    internal const string RegistrationSuffix = ".Registration.GossipStore.g.cs";

    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // 1. Each action, by itself: its codec.
        var actions = context.Marked<INamedTypeSymbol, ActionModel>(Attributes.Action, ActionExtractor.Extract).WithTrackingName(TrackingNames.Actions);
        context.RegisterSourceOutput(actions, static (output, action) =>
            Add(output, action.Declaration.HintName + ActionSuffix, ActionEmitter.Emit(action)));

        // 2. Each reducer and each store, by itself.
        var reducers = context.Marked<IMethodSymbol, ReducerModel>(Attributes.Reducer, ReducerExtractor.Extract).WithTrackingName(TrackingNames.Reducers);
        var stores = context.Marked<INamedTypeSymbol, StoreModel>(Attributes.Store, StoreExtractor.Extract).WithTrackingName(TrackingNames.Stores);

        // 3. Stores matched with reducers and with what they need to know of actions.
        var facts = actions.Select(static (action, _) => action.Facts).WithTrackingName(TrackingNames.Facts).Collect();
        var bindings = stores.Combine(reducers.Collect().Combine(facts).Combine(HookPipeline.Of(context)))
            .Select(static (pair, _) => Bind(pair.Left, pair.Right.Left.Left, pair.Right.Right, pair.Right.Left.Right))
            .Where(static binding => binding is not null)
            .Select(static (binding, _) => binding!)
            .WithTrackingName(TrackingNames.Bindings);
        context.RegisterSourceOutput(bindings, static (output, binding) =>
            Add(output, binding.Store.Declaration.HintName + StoreSuffix, StoreEmitter.Emit(binding)));

        // 4. The state's codec depends on the state alone.
        var states = bindings.Where(StateEmitter.NeedsFile)
            .Select(static (binding, _) => new StateBinding(binding.Store.Declaration, binding.Store.State.Name, binding.Initial, binding.Store.StateCodec!))
            .WithTrackingName(TrackingNames.States);
        context.RegisterSourceOutput(states, static (output, state) =>
            Add(output, state.Declaration.HintName + StateSuffix, StateEmitter.Emit(state)));

        // 5. The registration depends on the store alone, so that it stays while actions come and go.
        var registrations = bindings.Select(static (binding, _) => binding.Store)
            .Where(static store => store.Registration != RegistrationKind.None)
            .Collect()
            .SelectMany(static (stores, _) => Registrations.Of(stores))
            .WithTrackingName(TrackingNames.Registrations);
        context.RegisterSourceOutput(registrations, static (output, registration) =>
            Add(output, registration.HintName + RegistrationSuffix, StoreEmitter.EmitRegistration(registration)));

        // 6. Each CRDT state, by itself.
        var crdtStates = context.Marked<INamedTypeSymbol, CrdtStateModel>(Attributes.CrdtState, CrdtStateExtractor.Extract).WithTrackingName(TrackingNames.CrdtStates);
        context.RegisterSourceOutput(crdtStates, static (output, state) =>
            Add(output, state.Declaration.HintName + CrdtStateSuffix, CrdtStateEmitter.Emit(state)));
    }

    private static StoreBinding? Bind(StoreModel store, ImmutableArray<ReducerModel> reducers, HookSet hooks, ImmutableArray<ActionFacts> facts)
    {
        var actions = new Dictionary<string, ActionFacts>(StringComparer.Ordinal);
        foreach (var action in facts) actions[action.Type] = action;
        return StoreBinder.Bind(store, reducers, hooks, actions);
    }

    private static void Add(SourceProductionContext output, string hintName, string source) =>
        output.AddSource(hintName, SourceText.From(source, Utf8));
}

/// <summary>The pipeline's steps, for tests of their caching.</summary>
internal static class TrackingNames
{
    public const string Actions = "Scuttlegen.Actions";
    public const string Reducers = "Scuttlegen.Reducers";
    public const string Stores = "Scuttlegen.Stores";
    public const string Hooks = "Scuttlegen.Hooks";
    public const string Facts = "Scuttlegen.Facts";
    public const string Bindings = "Scuttlegen.Bindings";
    public const string States = "Scuttlegen.States";
    public const string Registrations = "Scuttlegen.Registrations";
    public const string CrdtStates = "Scuttlegen.CrdtStates";
}
