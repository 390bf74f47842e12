using System.Globalization;
using Scuttlegen.Generators.Model;

namespace Scuttlegen.Generators.Emission;

/// <summary>Prints what makes a record of CRDTs a CRDT: its operations and its codec. Its deltas are <see cref="CrdtDeltaEmitter"/>'s.</summary>
internal static class CrdtStateEmitter
{
    public const string Member = "global::Scuttlegen.Crdt.CrdtMember";
    public const string Codec = "global::Scuttlegen.Crdt.CrdtStateCodec";
    public const string OfMember = "global::Scuttlegen.Wire.CborCodec";
    public const string RequireNotNull = "global::System.ArgumentNullException.ThrowIfNull";

    public static string Emit(CrdtStateModel state)
    {
        var self = state.Type;
        var writer = Boilerplate.Begin(state.Declaration, $"global::Scuttlegen.Crdt.IDeltaCrdt<{self}, {state.Delta}>, {CodecOf(self)}");
        EmitOperations(writer, state);
        EmitWith(writer, state);
        EmitCodec(writer, state);
        CrdtDeltaEmitter.EmitDelta(writer, state);
        EmitCode(writer, state);
        return Boilerplate.End(writer, state.Declaration);
    }

    public static string CodecOf(string type) => $"global::Scuttlegen.Wire.ICborCodec<{type}>";

    public static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The size of the head of an array or map of that many items.</summary>
    public static int HeadSize(int count) => count <= 23 ? 1 : count <= byte.MaxValue ? 2 : 3;

    /// <summary>Prints a memberwise merge, which returns the instance it is called on if it finds nothing new there.</summary>
    public static void EmitMerge(IndentedWriter writer, CrdtStateModel state, Func<CrdtMemberModel, string> merged)
    {
        foreach (var member in state.Members) writer.Line($"var {member.Local} = {merged(member)};");
        writer.Line($"return {All(state, m => $"{Member}.AreSame({m.Local}, this.{m.Access})")}").Indent()
            .Line("? this")
            .Line($": this with {{ {string.Join(", ", state.Members.Select(m => $"{m.Access} = {m.Local}"))} }};").Unindent();
    }

    public static string IsSubsumedBy(CrdtStateModel state) => All(state, m => $"{Member}.IsSubsumedBy(this.{m.Access}, other.{m.Access})");

    /// <summary>What must hold of every member, one on each line.</summary>
    private static string All(CrdtStateModel state, Func<CrdtMemberModel, string> condition) => string.Join("\n    && ", state.Members.Select(condition));

    private static void EmitOperations(IndentedWriter writer, CrdtStateModel state)
    {
        var self = state.Type;
        writer.Line("/// <summary>The state that nobody has changed: every member is empty. Merging it changes nothing.</summary>")
            .Line(Boilerplate.GeneratedCode)
            .Line($"public static {self} Empty => {state.Code}.Empty;")
            .Line()
            .Line("/// <summary>The least state that subsumes both: member by member.</summary>")
            .Line("/// <param name=\"other\">The other state.</param>")
            .Line("/// <returns>This instance if it subsumes <paramref name=\"other\"/> already, as far as that is cheap to see.</returns>")
            .Line("/// <exception cref=\"global::System.ArgumentNullException\"><paramref name=\"other\"/> is <see langword=\"null\"/>.</exception>")
            .Line(Boilerplate.GeneratedCode)
            .Open($"public {self} Merge({self} other)")
            .Line($"{RequireNotNull}(other);");
        EmitMerge(writer, state, m => $"{Member}.Merge(this.{m.Access}, other.{m.Access})");
        writer.Close()
            .Line()
            .Line("/// <summary>This state with the effect of <paramref name=\"delta\"/>.</summary>")
            .Line("/// <param name=\"delta\">What changed elsewhere.</param>")
            .Line("/// <returns>This instance if the delta says nothing new.</returns>")
            .Line("/// <exception cref=\"global::System.ArgumentNullException\"><paramref name=\"delta\"/> is <see langword=\"null\"/>.</exception>")
            .Line(Boilerplate.GeneratedCode)
            .Open($"public {self} MergeDelta({state.Delta} delta)")
            .Line($"{RequireNotNull}(delta);");
        EmitMerge(writer, state, m => m.HasDeltas ? $"{Member}.MergeDelta<{m.Type}, {m.Delta}>(this.{m.Access}, delta.{m.Access})" : $"{Member}.Merge(this.{m.Access}, delta.{m.Access})");
        writer.Close()
            .Line()
            .Line("/// <summary>Whether <paramref name=\"other\"/> holds everything that this state holds: every member does.</summary>")
            .Line("/// <param name=\"other\">The other state.</param>")
            .Line("/// <returns>Whether it does.</returns>")
            .Line("/// <exception cref=\"global::System.ArgumentNullException\"><paramref name=\"other\"/> is <see langword=\"null\"/>.</exception>")
            .Line(Boilerplate.GeneratedCode)
            .Open($"public bool IsSubsumedBy({self} other)")
            .Line($"{RequireNotNull}(other);")
            .Line($"return {IsSubsumedBy(state)};")
            .Close();
    }

    private static void EmitWith(IndentedWriter writer, CrdtStateModel state)
    {
        var accessibility = state.Members.All(m => m.Accessibility == "public") ? "public" : "internal";
        writer.Line().Line("/// <summary>Changes members. What is not named stays as it is.</summary>");
        foreach (var member in state.Members)
        {
            var what = member.ChangeIsMutation ? "what one of its operations returned" : "a value that is merged into it";
            writer.Line($"/// <param name=\"{member.Parameter.TrimStart('@')}\">The change of <c>{member.Name}</c>: {what}.</param>");
        }

        writer.Line("/// <returns>The state with the changes merged in, and a delta of these changes alone.</returns>")
            .Line(Boilerplate.GeneratedCode)
            .Line($"{accessibility} global::Scuttlegen.Crdt.Mutation<{state.Type}, {state.Delta}> With(").Indent();
        for (var i = 0; i < state.Members.Count; i++)
            writer.Line($"{state.Members[i].Change} {state.Members[i].Parameter} = default{(i < state.Members.Count - 1 ? "," : ")")}");
        // The delta, and not the value: a change that was made of an older value must not take back what came since.
        writer.Unindent().Open()
            .Open($"var delta = new {state.Delta}");
        foreach (var member in state.Members)
        {
            var nothing = $"{Member}.Empty<{member.Delta}>()";
            var change = member.ChangeIsMutation ? $"{member.Parameter}.HasValue ? {member.Parameter}.GetValueOrDefault().Delta : {nothing}" : $"{member.Parameter} ?? {nothing}";
            writer.Line($"{member.Access} = {change},");
        }

        writer.Close(";")
            .Line("return new(this.MergeDelta(delta), delta);")
            .Close();
    }

    private static void EmitCodec(IndentedWriter writer, CrdtStateModel state)
    {
        var self = state.Type;
        var contract = CodecOf(self);
        writer.Line()
            .Line(Boilerplate.GeneratedCode)
            .Open($"static int {contract}.GetMaxSize({self} value)")
            .Line($"{RequireNotNull}(value);")
            .Line($"return checked({Number(HeadSize(state.Members.Count))} // the array's head").Indent();
        for (var i = 0; i < state.Members.Count; i++) writer.Line($"+ {OfMember}.GetMaxSize(value.{state.Members[i].Access}){(i < state.Members.Count - 1 ? "" : ");")}");
        writer.Unindent().Close()
            .Line()
            .Line(Boilerplate.GeneratedCode)
            .Open($"static void {contract}.Write(ref global::Scuttlegen.Wire.CborWriter writer, {self} value)")
            .Line($"{RequireNotNull}(value);")
            .Line($"var count = {state.Code}.CountOf(value);")
            .Line("writer.WriteArrayHeader(count);");
        for (var i = 0; i < state.Members.Count; i++) writer.Line($"if (count > {Number(i)}) {OfMember}.Write(ref writer, value.{state.Members[i].Access});");
        writer.Close()
            .Line()
            .Line(Boilerplate.GeneratedCode)
            .Open($"static {self} {contract}.Read(ref global::Scuttlegen.Wire.CborReader reader)")
            .Line($"var count = {Codec}.ReadHead(ref reader, {Number(state.Members.Count)});");
        for (var i = 0; i < state.Members.Count; i++)
        {
            var member = state.Members[i];
            writer.Line($"var {member.Local} = count > {Number(i)} ? {OfMember}.Read<{member.Type}>(ref reader) : {Member}.Empty<{member.Type}>();");
        }

        writer.Line($"var value = {Create(state, m => m.Local)};")
            .Line($"{Codec}.ReadEnd(ref reader, count, {state.Code}.CountOf(value));")
            .Line("return value;")
            .Close();
    }

    private static string Create(CrdtStateModel state, Func<CrdtMemberModel, string> value, string separator = ", ")
    {
        var arguments = string.Join(separator, state.Members.Where(m => m.IsArgument).Select(value));
        var assigned = string.Join(separator, state.Members.Where(m => !m.IsArgument).Select(m => $"{m.Access} = {value(m)}"));
        return $"new {state.Type}({arguments})" + (assigned.Length == 0 ? "" : $" {{ {assigned} }}");
    }

    // A class of its own: static members of the record itself begin in the order of files, and may ask for the empty state.
    private static void EmitCode(IndentedWriter writer, CrdtStateModel state)
    {
        writer.Line()
            .Line(Boilerplate.GeneratedCode)
            .Open($"private static class {state.Code}")
            .Line($"public static readonly {state.Type} Empty = {Create(state, m => $"{Member}.Empty<{m.Type}>()", separator: ",\n    ")};")
            .Line()
            .Line("/// <summary>How many members there are up to the last that is not empty.</summary>")
            .Line($"public static int CountOf({state.Type} value) =>").Indent();
        for (var i = state.Members.Count - 1; i >= 0; i--) writer.Line($"!{Member}.IsEmpty(value.{state.Members[i].Access}) ? {Number(i + 1)} :");
        writer.Line("0;").Unindent();
        CrdtDeltaEmitter.EmitCount(writer, state);
        writer.Close();
    }
}
