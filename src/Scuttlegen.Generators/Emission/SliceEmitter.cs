using System.Globalization;
using Scuttlegen.Generators.Model;

namespace Scuttlegen.Generators.Emission;

/// <summary>Prints what the runtime asks of sets of slices: what kinds read and write, how states are combined and compared (R2, R3).</summary>
internal static class SliceEmitter
{
    private const string Facts = "global::Scuttlegen.Runtime.KindFacts";

    public static string Set(ulong slices) =>
        slices == SliceFacts.All ? Facts + ".AllSlices" : "0x" + slices.ToString("x", CultureInfo.InvariantCulture) + "UL";

    public static void EmitFacts(IndentedWriter writer, StoreBinding binding)
    {
        var kinds = binding.AllKinds;
        const string Array = "global::System.Collections.Immutable.ImmutableArray";
        writer.Line($"public override {Array}<{Facts}> Facts {{ get; }} = {Array}.Create<{Facts}>(").Indent();
        for (var i = 0; i < kinds.Count; i++)
        {
            var facts = kinds[i].Facts;
            var commutes = facts.Commutes ? ", Commutes: true" : "";
            writer.Line($"new {Facts}({Set(facts.Reads)}, {Set(facts.Writes)}{commutes}){(i < kinds.Count - 1 ? "," : ");")} // {TableEmitter.Literal(kinds[i].Action.Kind)}");
        }

        writer.Unindent().Line();
        EmitReducers(writer, kinds);
    }

    /// <summary>Only who promises to commute is ever named.</summary>
    private static void EmitReducers(IndentedWriter writer, IReadOnlyList<KindBinding> kinds)
    {
        if (kinds.All(kind => !kind.Facts.Commutes)) return;
        writer.Open("public override string ReducersOf(int kind) => kind switch");
        for (var i = 0; i < kinds.Count; i++)
        {
            if (!kinds[i].Facts.Commutes) continue;
            var names = kinds[i].Slices.Select(slice => slice.Reducer.DisplayName).Concat(kinds[i].Root is { } root ? [root.DisplayName] : Array.Empty<string>());
            writer.Line($"{i.ToString(CultureInfo.InvariantCulture)} => {TableEmitter.Literal(string.Join(", ", names))},");
        }

        writer.Line("_ => base.ReducersOf(kind),").Close(";").Line();
    }

    public static void EmitCombine(IndentedWriter writer, StoreBinding binding)
    {
        var state = binding.Store.State.Name;
        writer.Open($"public override {state} Combine({state} kept, {state} replayed, ulong slices)");
        if (binding.Bits.Count == 0)
        {
            writer.Line("return slices == 0 ? kept : replayed;").Close();
            return;
        }

        writer.Line($"if (slices == {Facts}.AllSlices) return replayed;");

        // A reducer may have returned null in spite of its type: there are no slices to combine then, and only what was replayed as a whole got there.
        if (!binding.Store.State.IsValueType) writer.Line("if (kept is null || replayed is null) return replayed!;");
        writer.Line("return kept with")
            .Open();
        foreach (var (slice, mask) in binding.Bits.Select(b => (b.Slice.Access, b.Mask)))
            writer.Line($"{slice} = (slices & {Set(mask)}) == 0 ? kept.{slice} : replayed.{slice},");
        writer.Close(";").Close();
    }

    public static void EmitAreIdentical(IndentedWriter writer, StoreBinding binding)
    {
        var state = binding.Store.State.Name;
        writer.Open($"public override bool AreIdentical({state} x, {state} y, ulong slices)");
        if (binding.Bits.Count == 0) writer.Line($"return slices == 0 || {Compare(binding.Store.Identity, "x", "y")};");
        else
        {
            writer.Line($"if (slices == {Facts}.AllSlices) return {Compare(binding.Store.Identity, "x", "y")};");
            if (!binding.Store.State.IsValueType) writer.Line("if (x is null || y is null) return object.ReferenceEquals(x, y);");
            writer.Line("return true").Indent();
            for (var i = 0; i < binding.Bits.Count; i++)
            {
                var (slice, mask) = (binding.Bits[i].Slice, binding.Bits[i].Mask);
                var compare = Compare(slice.Identity, "x." + slice.Access, "y." + slice.Access);
                writer.Line($"&& ((slices & {Set(mask)}) == 0 || {compare})" + (i < binding.Bits.Count - 1 ? "" : ";"));
            }

            writer.Unindent();
        }

        writer.Close();
        foreach (var helper in binding.Identities) EmitHelper(writer.Line(), helper);
    }

    private static void EmitHelper(IndentedWriter writer, IdentityHelper helper)
    {
        var type = helper.Type + (helper.IsValueType ? "" : "?");
        writer.Open($"private static bool Same{helper.Name}({type} x, {type} y)");
        if (!helper.IsValueType)
        {
            writer.Line("if (object.ReferenceEquals(x, y)) return true;").Line("if (x is null || y is null) return false;");
            if (helper.MayBeDerived) writer.Line($"if (x.GetType() != typeof({helper.Type}) || y.GetType() != typeof({helper.Type})) return false;");
        }

        if (helper.Cases.Count > 0)
        {
            writer.Line("return (x, y) switch").Open();
            foreach (var @case in helper.Cases) writer.Line($"({@case.Type} left, {@case.Type} right) => {Compare(@case.Check, "left", "right")},");
            writer.Line("_ => false,").Close(";");
        }
        else if (helper.Members.Count == 0) writer.Line("return true;");
        else
        {
            for (var i = 0; i < helper.Members.Count; i++)
            {
                var (access, check) = (helper.Members[i].Access, helper.Members[i].Check);
                if (i == 1) writer.Indent();
                writer.Line((i == 0 ? "return " : "&& ") + Compare(check, "x" + access, "y" + access) + (i < helper.Members.Count - 1 ? "" : ";"));
            }

            if (helper.Members.Count > 1) writer.Unindent();
        }

        writer.Close();
    }

    private static string Compare(IdentityCheck check, string x, string y) => check switch
    {
        OperatorCheck => $"{x} == {y}",
        EqualsCheck => $"{x}.Equals({y})",
        ReferenceCheck => $"object.ReferenceEquals({x}, {y})",
        NeverCheck => "false",
        HelperCheck helper => $"Same{helper.Helper}({x}, {y})",
        RuntimeCheck runtime =>
            $"global::Scuttlegen.Runtime.BitwiseEquality.Of({string.Join(", ", new[] { x, y }.Concat(runtime.Parts.Select(p => "static (x, y) => " + Compare(p, "x", "y"))))})",
        _ => throw new InvalidOperationException($"No comparison for {check}."),
    };
}
