using Scuttlegen.Generators.Model;
using static Scuttlegen.Generators.Emission.CrdtStateEmitter;

namespace Scuttlegen.Generators.Emission;

/// <summary>Prints the deltas of a <c>[CrdtState]</c>: one of each member, of which those that changed are on the wire.</summary>
internal static class CrdtDeltaEmitter
{
    public static void EmitDelta(IndentedWriter writer, CrdtStateModel state)
    {
        const string Name = CrdtStateModel.DeltaName;
        writer.Line()
            .Line($"/// <summary>What changed of a <c>{state.Name}</c>: the deltas of its members, most of which are empty.</summary>")
            .Line(Boilerplate.GeneratedCode)
            .Open($"public sealed record {Name} : global::Scuttlegen.Crdt.ICrdt<{state.Delta}>, {CodecOf(state.Delta)}")
            .Line("/// <summary>The delta of nothing.</summary>")
            .Line($"public static {state.Delta} Empty {{ get; }} = new();");
        foreach (var member in state.Members)
        {
            writer.Line()
                .Line($"/// <summary>What changed of <c>{member.Name}</c>; empty if nothing did.</summary>")
                .Line($"{member.Accessibility} {member.Delta} {member.Access} {{ get; init; }} = {Member}.Empty<{member.Delta}>();");
        }

        EmitDeltaOperations(writer, state);
        EmitDeltaCodec(writer, state);
        writer.Close();
    }

    public static void EmitCount(IndentedWriter writer, CrdtStateModel state)
    {
        writer.Line()
            .Line("/// <summary>How many members changed.</summary>")
            .Line($"public static int CountOf({state.Delta} value) =>").Indent();
        for (var i = 0; i < state.Members.Count; i++)
            writer.Line($"{(i == 0 ? "" : "+ ")}({Member}.IsEmpty(value.{state.Members[i].Access}) ? 0 : 1){(i < state.Members.Count - 1 ? "" : ";")}");
        writer.Unindent();
    }

    private static void EmitDeltaOperations(IndentedWriter writer, CrdtStateModel state)
    {
        writer.Line()
            .Line("/// <summary>The least delta that has the effect of both.</summary>")
            .Line("/// <param name=\"other\">The other delta.</param>")
            .Line("/// <returns>This instance if it has the effect of <paramref name=\"other\"/> already, as far as that is cheap to see.</returns>")
            .Line("/// <exception cref=\"global::System.ArgumentNullException\"><paramref name=\"other\"/> is <see langword=\"null\"/>.</exception>")
            .Open($"public {state.Delta} Merge({state.Delta} other)")
            .Line($"{RequireNotNull}(other);");
        EmitMerge(writer, state, m => $"{Member}.Merge(this.{m.Access}, other.{m.Access})");
        writer.Close()
            .Line()
            .Line("/// <summary>Whether <paramref name=\"other\"/> has the effect of this delta too.</summary>")
            .Line("/// <param name=\"other\">The other delta.</param>")
            .Line("/// <returns>Whether it has.</returns>")
            .Line("/// <exception cref=\"global::System.ArgumentNullException\"><paramref name=\"other\"/> is <see langword=\"null\"/>.</exception>")
            .Open($"public bool IsSubsumedBy({state.Delta} other)")
            .Line($"{RequireNotNull}(other);")
            .Line($"return {IsSubsumedBy(state)};")
            .Close();
    }

    private static void EmitDeltaCodec(IndentedWriter writer, CrdtStateModel state)
    {
        var contract = CodecOf(state.Delta);
        writer.Line()
            .Open($"static int {contract}.GetMaxSize({state.Delta} value)")
            .Line($"{RequireNotNull}(value);")
            .Line($"return checked({Number(HeadSize(state.Members.Count))} // the map's head").Indent();
        for (var i = 0; i < state.Members.Count; i++) writer.Line($"+ {Codec}.SizeOfChange(value.{state.Members[i].Access}){(i < state.Members.Count - 1 ? "" : ");")}");
        writer.Unindent().Close()
            .Line()
            .Open($"static void {contract}.Write(ref global::Scuttlegen.Wire.CborWriter writer, {state.Delta} value)")
            .Line($"{RequireNotNull}(value);")
            .Line($"writer.WriteMapHeader({state.Code}.CountOf(value));");
        for (var i = 0; i < state.Members.Count; i++) writer.Line($"{Codec}.WriteChange(ref writer, {Number(i)}, value.{state.Members[i].Access});");
        writer.Close()
            .Line()
            .Open($"static {state.Delta} {contract}.Read(ref global::Scuttlegen.Wire.CborReader reader)");
        foreach (var member in state.Members) writer.Line($"var {member.Local} = {Member}.Empty<{member.Delta}>();");
        writer.Line($"var count = {Codec}.ReadDeltaHead(ref reader);")
            .Open("for (var place = -1; count > 0; count--)")
            .Line($"place = {Codec}.ReadPlace(ref reader, place, {Number(state.Members.Count)});")
            .Open("switch (place)");
        for (var i = 0; i < state.Members.Count; i++)
        {
            writer.Line(i < state.Members.Count - 1 ? $"case {Number(i)}:" : "default:").Indent()
                .Line($"{state.Members[i].Local} = {Codec}.ReadChange<{state.Members[i].Delta}>(ref reader);")
                .Line("break;").Unindent();
        }

        writer.Close().Close()
            .Line()
            .Line("reader.Leave();")
            .Line($"return new {state.Delta} {{ {string.Join(", ", state.Members.Select(m => $"{m.Access} = {m.Local}"))} }};")
            .Close();
    }
}
