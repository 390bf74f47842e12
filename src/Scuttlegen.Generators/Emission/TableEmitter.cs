using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;
using Scuttlegen.Generators.Model;

namespace Scuttlegen.Generators.Emission;

/// <summary>Prints a store's replay table: its kinds, its contract, and their codecs by index.</summary>
internal static class TableEmitter
{
    private const string Unsafe = "global::System.Runtime.CompilerServices.Unsafe";
    private const string ImmutableArray = "global::System.Collections.Immutable.ImmutableArray";

    public static void Emit(IndentedWriter writer, StoreBinding binding)
    {
        var store = binding.Store;
        var kinds = binding.Kinds;
        writer.Line("/// <summary>What the runtime knows of this store.</summary>")
            .Line(Boilerplate.GeneratedCode)
            .Line(Boilerplate.Hidden)
            .Open($"private sealed class {store.TableClass} : global::Scuttlegen.Runtime.ReplayTable<{store.State.Name}>")
            .Line($"public override string StoreName => {Literal(store.StoreName)};")
            .Line()
            .Line($"public override {ImmutableArray}<string> Kinds {{ get; }} = {ImmutableArray}.Create<string>({string.Join(", ", kinds.Select(k => Literal(k.Action.Kind)))});")
            .Line();
        if (binding.LocalKinds.Count > 0)
        {
            writer.Line($"public override {ImmutableArray}<string> LocalKinds {{ get; }} = {ImmutableArray}.Create<string>({string.Join(", ", binding.LocalKinds.Select(k => Literal(k.Action.Kind)))});")
                .Line();
        }

        writer.Line("public override string Contract =>")
            .Indent();
        EmitContract(writer, binding.Contract);
        writer.Unindent()
            .Line()
            .Line($"public override {ImmutableArray}<global::System.Guid> CodeVersions {{ get; }} = {ImmutableArray}.Create<global::System.Guid>(")
            .Indent();
        for (var i = 0; i < binding.CodeTypes.Count; i++)
            writer.Line($"typeof({binding.CodeTypes[i]}).Module.ModuleVersionId" + (i < binding.CodeTypes.Count - 1 ? "," : ");"));
        if (binding.CodeTypes.Count == 0) writer.Line(");");
        writer.Unindent()
            .Line()
            .Line($"public override {store.State.Name} InitialState => {binding.Initial};")
            .Line();
        if (binding.Genesis is { } genesis) ReplayEmitter.EmitGenesis(writer, store.State.Name, genesis);
        writer.Line($"public override bool RoundTripsExactly(int kind) => {Exactness(kinds)};")
            .Line();

        writer.Open("public override int GetMaxSize(int kind, object action)");
        EmitSwitch(writer, kinds, k => [$"return global::Scuttlegen.Wire.ActionCodec.GetMaxSize<{k.Type}>({Unboxed(k, "action")});"]);
        writer.Close().Line();

        writer.Open("public override void Write(int kind, object action, ref global::Scuttlegen.Wire.CborWriter writer)");
        EmitSwitch(writer, kinds, k => [$"global::Scuttlegen.Wire.ActionCodec.Write<{k.Type}>(ref writer, {Unboxed(k, "action")});", "return;"]);
        writer.Close().Line();

        writer.Open("public override object Read(int kind, ref global::Scuttlegen.Wire.CborReader reader)");
        EmitSwitch(writer, kinds, k => [$"return global::Scuttlegen.Wire.ActionCodec.Read<{k.Type}>(ref reader);"]);
        writer.Close().Line();

        HookEmitter.Emit(writer, binding);
        SliceEmitter.EmitFacts(writer, binding);
        ReplayEmitter.Emit(writer, binding);
        writer.Line();
        SliceEmitter.EmitCombine(writer, binding);
        writer.Line();
        SliceEmitter.EmitAreIdentical(writer, binding);
        StateEmitter.EmitTableMembers(writer, binding);
        writer.Close();
    }

    /// <summary>An action out of the object that holds it, without a check that the runtime has made already.</summary>
    public static string Unboxed(ActionFacts action, string value) =>
        action.IsValueType ? $"{Unsafe}.Unbox<{action.Type}>({value})" : $"{Unsafe}.As<{action.Type}>({value})";

    public static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    private static void EmitContract(IndentedWriter writer, string contract)
    {
        var lines = contract.TrimEnd('\n').Split('\n');
        for (var i = 0; i < lines.Length; i++) writer.Line(Literal(lines[i] + "\n") + (i < lines.Length - 1 ? " +" : ";"));
    }

    private static string Exactness(EquatableArray<KindBinding> kinds)
    {
        var exact = kinds.Select((k, i) => (k.Action.RoundTripsExactly, Index: i.ToString(CultureInfo.InvariantCulture))).ToList();
        if (exact.All(e => e.RoundTripsExactly)) return "true";
        if (!exact.Any(e => e.RoundTripsExactly)) return "false";
        return "kind is " + string.Join(" or ", exact.Where(e => e.RoundTripsExactly).Select(e => e.Index));
    }

    private static void EmitSwitch(IndentedWriter writer, EquatableArray<KindBinding> kinds, Func<ActionFacts, string[]> body)
    {
        writer.Open("switch (kind)");
        for (var i = 0; i < kinds.Count; i++)
        {
            writer.Line($"case {i.ToString(CultureInfo.InvariantCulture)}: // {Literal(kinds[i].Action.Kind)}").Indent();
            foreach (var line in body(kinds[i].Action)) writer.Line(line);
            writer.Unindent();
        }

        writer.Line("default:").Indent().Line("throw new global::System.ArgumentOutOfRangeException(nameof(kind), kind, null);").Unindent().Close();
    }
}
