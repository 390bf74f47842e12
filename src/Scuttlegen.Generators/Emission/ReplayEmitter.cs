using System.Globalization;
using Scuttlegen.Generators.Binding;
using Scuttlegen.Generators.Extraction;
using Scuttlegen.Generators.Model;

namespace Scuttlegen.Generators.Emission;

/// <summary>Prints the replay loop: a switch over the kinds with a direct static call for each reducer.</summary>
internal static class ReplayEmitter
{
    public static void Emit(IndentedWriter writer, StoreBinding binding)
    {
        EmitLoop(writer, binding, isSelective: false);
        if (binding.ReplaysSlices) EmitLoop(writer.Line(), binding, isSelective: true);
    }

    /// <summary>Prints what reduces the genesis, which comes before every update.</summary>
    public static void EmitGenesis(IndentedWriter writer, string state, KindBinding genesis)
    {
        writer.Line("public override bool TakesGenesis => true;")
            .Line()
            .Open($"public override {state} ReduceGenesis({state} state, global::Scuttlegen.Genesis genesis)")
            .Line("var current = state;")
            .Line("var action = genesis;");
        EmitReducers(writer, genesis, isSelective: false);
        writer.Line("return current;").Close().Line();
    }

    private static void EmitLoop(IndentedWriter writer, StoreBinding binding, bool isSelective)
    {
        var state = binding.Store.State.Name;
        writer.Line($"public override void {(isSelective ? "ReplaySlices" : "Replay")}(")
            .Indent()
            .Line("global::System.ReadOnlySpan<global::Scuttlegen.Runtime.LogEntry> entries,")
            .Line("ref int position,")
            .Line($"ref {state} state,")
            .Line("global::Scuttlegen.ReplayContext context" + (isSelective ? "," : ")"));
        if (isSelective) writer.Line("ulong slices)");
        writer.Unindent()
            .Open()
            .Line("var current = state;")
            .Line("var at = position;")
            .Line("try")
            .Open()
            .Line("for (; (uint)at < (uint)entries.Length; at++)")
            .Open()
            .Line("ref readonly var entry = ref entries[at];")
            .Open("switch (entry.Kind)");
        var kinds = binding.AllKinds;
        for (var kind = 0; kind < kinds.Count; kind++) EmitKind(writer, kinds[kind], kind, isSelective);
        writer.Close()
            .Close()
            .Close()
            .Line("finally")
            .Open()
            .Line("// A reducer that throws leaves the entry that threw, and the state before it.")
            .Line("position = at;")
            .Line("state = current;")
            .Close()
            .Close();
    }

    private static void EmitKind(IndentedWriter writer, KindBinding kind, int index, bool isSelective)
    {
        writer.Line($"case {index.ToString(CultureInfo.InvariantCulture)}: // {TableEmitter.Literal(kind.Action.Kind)}").Open();
        if (isSelective) writer.Line($"if ((slices & {SliceEmitter.Set(kind.Facts.Writes)}) == 0) break;");
        writer.Line($"var action = {TableEmitter.Unboxed(kind.Action, "entry.Action!")};");
        GuardEmitter.Emit(writer, kind);
        EmitReducers(writer, kind, isSelective);
        writer.Line("break;").Close();
    }

    private static void EmitReducers(IndentedWriter writer, KindBinding kind, bool isSelective)
    {
        // The root reducer may yet throw: until it has returned, the slices' results are not the state.
        var sliced = kind.Root is null ? "current" : "var next";
        if (kind.Slices.Count > 0) EmitSlices(writer, kind, sliced, isSelective && kind.Facts.Writes != kind.Slices[0].Mask);
        if (kind.Root is { } root)
        {
            var before = kind.Slices.Count > 0 ? "next" : "current";

            // One that writes nothing may yet throw, and so decides about the slices.
            var isOptional = isSelective && kind.Slices.Count > 0 && kind.Facts.RootWrites != 0;
            if (isOptional) writer.Open($"if ((slices & {SliceEmitter.Set(kind.Facts.RootWrites)}) != 0)");
            var call = Call(writer, root, kind.Action, null, before, isNullable: false);
            writer.Line($"{(isOptional ? before : "current")} = {call};");
            if (isOptional) writer.Close().Line().Line($"current = {before};");
        }
    }

    private static void EmitSlices(IndentedWriter writer, KindBinding kind, string target, bool isSelective)
    {
        var locals = new LocalNames("entries", "position", "state", "context", "slices", "current", "at", "entry", "action", "next");
        var results = new List<(SliceModel Slice, string Local, string Value)>();
        foreach (var (slice, reducer, mask) in kind.Slices.Select(s => (s.Slice, s.Reducer, s.Mask)))
        {
            var local = locals.Add(slice.Name);
            var before = "current." + slice.Access;
            if (isSelective) writer.Line($"var {local} = {before};").Open($"if ((slices & {SliceEmitter.Set(mask)}) != 0)");
            var call = Call(writer, reducer, kind.Action, slice.Name, before, slice.IsNullable);
            writer.Line($"{(isSelective ? "" : "var ")}{local} = {call};");
            if (isSelective) writer.Close().Line();
            results.Add((slice, local, local + (reducer.ReturnsNull && !slice.IsNullable ? "!" : "")));
        }

        var copy = "current with { " + string.Join(", ", results.Select(r => $"{r.Slice.Access} = {r.Value}")) + " }";
        if (results.Any(r => r.Slice.Type.IsValueType))
        {
            writer.Line($"{target} = {copy};");
            return;
        }

        // Reducers that return their input cost no copy, and the runtime sees that nothing changed.
        writer.Line(target + " = " + string.Join(" && ", results.Select(r => $"object.ReferenceEquals({r.Local}, current.{r.Slice.Access})")))
            .Indent()
            .Line("? current")
            .Line($": {copy};")
            .Unindent();
    }

    private static string Call(IndentedWriter writer, ReducerModel reducer, ActionFacts action, string? slice, string state, bool isNullable)
    {
        var argument = state + (isNullable && !reducer.AcceptsNullState ? "!" : "");
        var forgiveRoot = slice is null && reducer.ReturnsNull ? "!" : "";
        if (!reducer.TakesContext) return $"{reducer.CallTarget}({argument}, action){forgiveRoot}";
        writer.Line($"context.Enter(in entry, {TableEmitter.Literal(ContractText.StableName(reducer, action, slice))});");
        return $"{reducer.CallTarget}({argument}, action, context){forgiveRoot}";
    }
}
