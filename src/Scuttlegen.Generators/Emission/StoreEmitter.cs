using Microsoft.CodeAnalysis.CSharp;
using Scuttlegen.Generators.Model;

namespace Scuttlegen.Generators.Emission;

/// <summary>Prints a store: how it is opened and registered, and a typed dispatch for each action.</summary>
internal static class StoreEmitter
{
    private const string Options = "global::Scuttlegen.StoreOptions";
    private const string Token = "global::System.Threading.CancellationToken";
    private const string ValueTask = "global::System.Threading.Tasks.ValueTask";
    private const string Stamp = "global::Scuttlegen.Stamp";

    public static string Emit(StoreBinding binding)
    {
        var store = binding.Store;
        var writer = Boilerplate.Begin(store.Declaration, $"global::Scuttlegen.Store<{store.State.Name}>");
        EmitOpening(writer, store);
        for (var kind = 0; kind < binding.Kinds.Count; kind++) EmitDispatch(writer, store, binding.Kinds[kind], kind);
        for (var kind = 0; kind < binding.LocalKinds.Count; kind++) EmitLocalDispatch(writer, store, binding.LocalKinds[kind].Action, binding.Kinds.Count + kind);
        writer.Line();
        TableEmitter.Emit(writer, binding);
        return Boilerplate.End(writer, store.Declaration);
    }

    private static void EmitOpening(IndentedWriter writer, StoreModel store)
    {
        var open = $"global::Scuttlegen.Runtime.OpenStore<{store.State.Name}>";
        writer.Line(Boilerplate.GeneratedCode)
            .Line($"private {store.Identifier}({open} open)")
            .Indent()
            .Line(": base(open)")
            .Unindent()
            .Line("{")
            .Line("}")
            .Line()
            .Line("/// <summary>Opens the store: reads back what was stored, and joins the peers of its room.</summary>")
            .Line("/// <param name=\"configure\">Sets the options, for example <c>o =&gt; o with { Room = \"kitchen\" }</c>; by default the store is in memory and gossips with nobody.</param>")
            .Line("/// <param name=\"cancellationToken\">Gives up opening.</param>")
            .Line("/// <exception cref=\"global::System.OperationCanceledException\"><paramref name=\"cancellationToken\"/> was canceled.</exception>")
            .Line(Boilerplate.GeneratedCode)
            .Line($"public static async {ValueTask}<{store.Type}> OpenAsync(")
            .Indent()
            .Line($"global::System.Func<{Options}, {Options}>? configure = null,")
            .Line($"{Token} cancellationToken = default)")
            .Unindent()
            .Open()
            .Line($"var open = await {open}.OpenAsync(new {store.TableClass}(), configure, cancellationToken).ConfigureAwait(false);")
            .Line($"return new {store.Type}(open);")
            .Close();
    }

    private static void EmitDispatch(IndentedWriter writer, StoreModel store, KindBinding binding, int kind)
    {
        var action = binding.Action;
        var index = kind.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var access = action.IsPublic || !store.IsPublic ? "public" : "internal";
        var prepare = $"global::System.Func<{store.State.Name}, {action.Type}>";
        var cref = $"<see cref=\"{action.Type}\"/>";
        var requireAction = action.IsValueType ? null : "global::System.ArgumentNullException.ThrowIfNull(action);";
        const string RequirePrepare = "global::System.ArgumentNullException.ThrowIfNull(prepare);";
        const string Returns = "/// <returns>Its place in the one order that every peer agrees on.</returns>";
        const string Canceled = "/// <param name=\"cancellationToken\">Gives up waiting; the update may be stored all the same.</param>";

        if (binding.Hooks.Signer is { IsAsync: true } signer)
        {
            writer.Line()
                .Line($"/// <summary>Signs {cref} with <c>{signer.DisplayName}</c>, then reduces it here, and completes when it is durable, before any other peer can see it.</summary>")
                .Line("/// <remarks>Actions that are signed asynchronously are reduced in the order of the calls, whichever is signed first.</remarks>")
                .Line("/// <param name=\"action\">The action.</param>")
                .Line("/// <param name=\"cancellationToken\">Gives up signing, or waiting; once it is reduced, the update may be stored all the same.</param>")
                .Line(Returns)
                .Line(Boilerplate.GeneratedCode)
                .Open($"{access} {ValueTask}<{Stamp}> DispatchAsync({action.Type} action, {Token} cancellationToken = default)");
            if (requireAction is not null) writer.Line(requireAction);
            writer.Line($"return DispatchSignedCoreAsync({index}, action, cancellationToken);").Close();
            return;
        }

        writer.Line()
            .Line($"/// <summary>Reduces {cref} here at once, and on every peer soon, in one order everywhere.</summary>")
            .Line("/// <param name=\"action\">The action.</param>")
            .Line(Returns)
            .Line(Boilerplate.GeneratedCode)
            .Open($"{access} {Stamp} Dispatch({action.Type} action)");
        if (requireAction is not null) writer.Line(requireAction);
        writer.Line($"return DispatchCore({index}, action);").Close();

        writer.Line()
            .Line($"/// <summary>Reduces {cref} here at once, and completes when it is durable, before any other peer can see it.</summary>")
            .Line("/// <param name=\"action\">The action.</param>")
            .Line(Canceled)
            .Line(Returns)
            .Line(Boilerplate.GeneratedCode)
            .Open($"{access} {ValueTask}<{Stamp}> DispatchAsync({action.Type} action, {Token} cancellationToken = default)");
        if (requireAction is not null) writer.Line(requireAction);
        writer.Line($"return DispatchCoreAsync({index}, action, cancellationToken);").Close();

        writer.Line()
            .Line($"/// <summary>Makes {cref} from the state it will be reduced on here, with nothing in between, and reduces it.</summary>")
            .Line("/// <param name=\"prepare\">Makes the action from the current state.</param>")
            .Line(Returns)
            .Line(Boilerplate.GeneratedCode)
            .Open($"{access} {Stamp} Dispatch({prepare} prepare)")
            .Line(RequirePrepare)
            .Line($"return DispatchCore<{action.Type}>({index}, prepare);")
            .Close();

        writer.Line()
            .Line($"/// <summary>Makes {cref} from the state it will be reduced on here, with nothing in between, reduces it, and completes when it is durable.</summary>")
            .Line("/// <param name=\"prepare\">Makes the action from the current state.</param>")
            .Line(Canceled)
            .Line(Returns)
            .Line(Boilerplate.GeneratedCode)
            .Open($"{access} {ValueTask}<{Stamp}> DispatchAsync({prepare} prepare, {Token} cancellationToken = default)")
            .Line(RequirePrepare)
            .Line($"return DispatchCoreAsync<{action.Type}>({index}, prepare, cancellationToken);")
            .Close();
    }

    private static void EmitLocalDispatch(IndentedWriter writer, StoreModel store, ActionFacts action, int kind)
    {
        var index = kind.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var access = action.IsPublic || !store.IsPublic ? "public" : "internal";
        var cref = $"<see cref=\"{action.Type}\"/>";
        const string Returns = "/// <returns>Its place in this peer's order; no other peer knows of it.</returns>";

        writer.Line()
            .Line($"/// <summary>Reduces {cref} on this peer only: it is neither gossiped nor stored.</summary>")
            .Line("/// <param name=\"action\">The action.</param>")
            .Line(Returns)
            .Line(Boilerplate.GeneratedCode)
            .Open($"{access} {Stamp} Dispatch({action.Type} action)");
        if (!action.IsValueType) writer.Line("global::System.ArgumentNullException.ThrowIfNull(action);");
        writer.Line($"return DispatchCore({index}, action);").Close();

        writer.Line()
            .Line($"/// <summary>Makes {cref} from the state it will be reduced on, with nothing in between, and reduces it on this peer only.</summary>")
            .Line("/// <param name=\"prepare\">Makes the action from the current state.</param>")
            .Line(Returns)
            .Line(Boilerplate.GeneratedCode)
            .Open($"{access} {Stamp} Dispatch(global::System.Func<{store.State.Name}, {action.Type}> prepare)")
            .Line("global::System.ArgumentNullException.ThrowIfNull(prepare);")
            .Line($"return DispatchCore<{action.Type}>({index}, prepare);")
            .Close();
    }

    /// <summary>The file with the registration for dependency injection.</summary>
    public static string EmitRegistration(RegistrationModel store)
    {
        var access = store.IsPublic ? "public" : "internal";
        const string Services = "global::Microsoft.Extensions.DependencyInjection.IServiceCollection";
        const string Provider = "global::System.IServiceProvider";
        return Boilerplate.BeginFile(store.Namespace)
            .Line($"/// <summary>Registers <see cref=\"{store.Type}\"/> for dependency injection.</summary>")
            .Line(Boilerplate.GeneratedCode)
            .Open($"{access} static class {store.Name}ServiceCollectionExtensions")
            .Line($"/// <summary>Registers <see cref=\"{store.Type}\"/> as a singleton that the host opens when it starts and the container disposes.</summary>")
            .Line("/// <param name=\"services\">The services of the application.</param>")
            .Line("/// <param name=\"configure\">Sets the options, with the application's services at hand.</param>")
            .Line("/// <returns><paramref name=\"services\"/>.</returns>")
            .Line($"public static {Services} Add{store.Name}(")
            .Indent()
            .Line($"this {Services} services,")
            .Line($"global::System.Func<{Provider}, {Options}, {Options}>? configure = null) =>")
            .Line($"global::Scuttlegen.Runtime.StoreServiceCollectionExtensions.AddGossipStore<{store.Type}>(")
            .Indent()
            .Line("services,")
            .Line($"(provider, cancellationToken) => {store.Type}.OpenAsync(")
            .Indent()
            .Line("configure is null ? null : options => configure(provider, options),")
            .Line("cancellationToken));")
            .Unindent()
            .Unindent()
            .Unindent()
            .Close()
            .ToString();
    }
}
