using System.Globalization;
using Scuttlegen.Generators.Model;

namespace Scuttlegen.Generators.Emission;

/// <summary>Prints what a store's table says of verifiers, signers and admissions: nothing where there are none.</summary>
internal static class HookEmitter
{
    private const string Flags = "global::Scuttlegen.Runtime.KindHooks";
    private const string Array = "global::System.Collections.Immutable.ImmutableArray";
    private const string Token = "global::System.Threading.CancellationToken";
    private const string ValueTask = "global::System.Threading.Tasks.ValueTask";
    private const string Update = "global::Scuttlegen.Update";
    private const string Context = "global::Scuttlegen.SignerContext";

    public static void Emit(IndentedWriter writer, StoreBinding binding)
    {
        if (binding.Kinds.All(kind => FlagsOf(kind.Hooks).Count == 0)) return;
        writer.Line($"public override {Array}<{Flags}> Hooks {{ get; }} = {Array}.Create<{Flags}>(").Indent();
        for (var i = 0; i < binding.Kinds.Count; i++)
        {
            var flags = FlagsOf(binding.Kinds[i].Hooks);
            var value = flags.Count == 0 ? Flags + ".None" : string.Join(" | ", flags.Select(flag => $"{Flags}.{flag}"));
            writer.Line($"{value}{(i < binding.Kinds.Count - 1 ? "," : ");")} // {TableEmitter.Literal(binding.Kinds[i].Action.Kind)}");
        }

        writer.Unindent().Line();
        if (binding.Kinds.Any(kind => kind.Hooks.Verifiers.Count > 0)) EmitVerify(writer, binding.Kinds);
        if (binding.Kinds.Any(kind => kind.Hooks.Signer is { IsAsync: false })) EmitSign(writer, binding.Kinds, isAsync: false);
        if (binding.Kinds.Any(kind => kind.Hooks.Signer is { IsAsync: true })) EmitSign(writer, binding.Kinds, isAsync: true);
        if (binding.Kinds.Any(kind => kind.Hooks.Admissions.Count > 0)) EmitAdmit(writer, binding);
    }

    private static List<string> FlagsOf(KindHooks hooks)
    {
        var flags = new List<string>();
        if (hooks.Verifiers.Count > 0) flags.Add("Verifier");
        if (hooks.Verifiers.Any(verifier => verifier.Arguments.Contains("prefix"))) flags.Add("FeedPrefix");
        if (hooks.Signer is { } signer) flags.Add(signer.IsAsync ? "AsyncSigner" : "Signer");
        if (hooks.Admissions.Count > 0) flags.Add("Admission");
        return flags;
    }

    private static void EmitVerify(IndentedWriter writer, EquatableArray<KindBinding> kinds)
    {
        writer.Open($"public override bool Verify(int kind, object action, {Update} update, global::Scuttlegen.FeedPrefix prefix, ref string verifier)");
        EmitSwitch(writer, kinds, kind => kind.Hooks.Verifiers.Count > 0, "return true;", kind =>
        {
            foreach (var verifier in kind.Hooks.Verifiers)
            {
                writer.Line($"verifier = {TableEmitter.Literal(verifier.DisplayName)};")
                    .Line($"if (!{Call(verifier, kind)}) return false;");
            }

            writer.Line("return true;");
        });
        writer.Close().Line();
    }

    private static void EmitSign(IndentedWriter writer, EquatableArray<KindBinding> kinds, bool isAsync)
    {
        writer.Open(isAsync
            ? $"public override async {ValueTask}<object> SignAsync(int kind, object action, {Context} context, {Token} cancellationToken)"
            : $"public override object Sign(int kind, object action, {Context} context)");
        EmitSwitch(writer, kinds, kind => kind.Hooks.Signer?.IsAsync == isAsync, "return action;", kind =>
            writer.Line($"return {Awaited(kind.Hooks.Signer!, kind)};"));
        writer.Close().Line();
    }

    private static void EmitAdmit(IndentedWriter writer, StoreBinding binding)
    {
        var isAsync = binding.Kinds.Any(kind => kind.Hooks.Admissions.Any(admission => admission.IsAsync));
        writer.Line($"public override {(isAsync ? "async " : "")}{ValueTask}<bool> AdmitAsync(")
            .Indent()
            .Line($"int kind, object action, {Update} update, global::Scuttlegen.History<{binding.Store.State.Name}> history, {Token} cancellationToken)")
            .Unindent()
            .Open();
        EmitSwitch(writer, binding.Kinds, kind => kind.Hooks.Admissions.Count > 0, isAsync ? "return true;" : "return new(true);", kind =>
        {
            var verdict = string.Join(" && ", kind.Hooks.Admissions.Select(admission => Awaited(admission, kind)));
            writer.Line(isAsync ? $"return {verdict};" : $"return new({verdict});");
        });
        writer.Close().Line();
    }

    private static string Awaited(HookModel hook, KindBinding kind) => hook.IsAsync ? $"await {Call(hook, kind)}.ConfigureAwait(false)" : Call(hook, kind);

    private static string Call(HookModel hook, KindBinding kind) =>
        $"{hook.CallTarget}({string.Join(", ", new[] { TableEmitter.Unboxed(kind.Action, "action") }.Concat(hook.Arguments))})";

    private static void EmitSwitch(IndentedWriter writer, EquatableArray<KindBinding> kinds, Func<KindBinding, bool> concerns, string otherwise, Action<KindBinding> body)
    {
        writer.Open("switch (kind)");
        for (var i = 0; i < kinds.Count; i++)
        {
            if (!concerns(kinds[i])) continue;
            writer.Line($"case {i.ToString(CultureInfo.InvariantCulture)}: // {TableEmitter.Literal(kinds[i].Action.Kind)}").Indent();
            body(kinds[i]);
            writer.Unindent();
        }

        writer.Line("default:").Indent().Line(otherwise).Unindent().Close();
    }
}
