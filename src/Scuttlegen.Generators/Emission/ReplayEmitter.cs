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
        var state = binding.Store.State.Name;
        writer.Line("public override void Replay(")
            .Indent()
            .Line("global::System.ReadOnlySpan<global::Scuttlegen.Runtime.LogEntry> entries,")
            .Line("ref int position,")
            .Line($"ref {state} state,")
            .Line("global::Scuttlegen.ReplayContext context)")
            .Unindent()
            .Open()
            .Line("var current = state;")
            .Line("var at = position;")
            .Line("try")
            .Open()
            .Line("for (; (uint)at < (uint)entries.Length; at++)")
            .Open()
            .Line("ref readonly var entry = ref entries[at];")
            .Open("switch (entry.Kind)");
        for (var kind = 0; kind < binding.Kinds.Count; kind++) EmitKind(writer, binding.Store, binding.Kinds[kind], kind);
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

    private static void EmitKind(IndentedWriter writer, StoreModel store, KindBinding kind, int index)
    {
        writer.Line($"case {index.ToString(CultureInfo.InvariantCulture)}: // {TableEmitter.Literal(kind.Action.Kind)}")
            .Open()
            .Line($"var action = {TableEmitter.Unboxed(kind.Action, "entry.Action!")};");

        // The root reducer may yet throw: until it has returned, the slices' results are not the state.
        var sliced = kind.Root is null ? "current" : "var next";
        if (kind.Slices.Count > 0) EmitSlices(writer, kind, sliced);
        if (kind.Root is { } root)
            writer.Line($"current = {Call(writer, root, kind.Action, null, kind.Slices.Count > 0 ? "next" : "current", isNullable: false)};");
        writer.Line("break;").Close();
    }

    private static void EmitSlices(IndentedWriter writer, KindBinding kind, string target)
    {
        var locals = new LocalNames("entries", "position", "state", "context", "current", "at", "entry", "action", "next");
        var results = new List<(SliceModel Slice, string Local, string Value)>();
        foreach (var (slice, reducer) in kind.Slices.Select(s => (s.Slice, s.Reducer)))
        {
            var local = locals.Add(slice.Name);
            writer.Line($"var {local} = {Call(writer, reducer, kind.Action, slice.Name, "current." + slice.Access, slice.IsNullable)};");
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
