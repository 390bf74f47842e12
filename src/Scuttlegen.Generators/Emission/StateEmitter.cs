using Scuttlegen.Generators.Model;

namespace Scuttlegen.Generators.Emission;

/// <summary>Prints the canonical codec of a store's root state: what the table says of it, and the helpers in a file of their own.</summary>
internal static class StateEmitter
{
    private const string Writer = "ref global::Scuttlegen.Wire.CborWriter writer";
    private const string Reader = "ref global::Scuttlegen.Wire.CborReader reader";

    /// <summary>Whether the codec needs more than the table's own members.</summary>
    public static bool NeedsFile(StoreBinding binding) => binding.Store.StateCodec is { HasHelpers: true };

    /// <summary>The table's members.</summary>
    public static void EmitTableMembers(IndentedWriter writer, StoreBinding binding)
    {
        if (binding.Store.StateCodec is not { } codec) return;
        var state = binding.Store.State.Name;
        var code = Code(codec, codec.Class + ".");
        writer.Line()
            .Line("public override bool HasStateCodec => true;")
            .Line()
            .Open($"public override void WriteState({state} state, {Writer})");
        code.Write(writer, codec.Root, "state");
        writer.Close()
            .Line()
            .Line($"public override {state} ReadState({Reader}) => {code.Read(codec.Root)};");
    }

    /// <summary>The file with the helpers.</summary>
    public static string Emit(StateBinding binding)
    {
        var writer = Boilerplate.Begin(binding.Declaration);
        var codec = binding.Codec;
        var code = Code(codec, "");
        writer.Line("/// <summary>The canonical form of the state: equal states have equal bytes, so that peers can compare what they came to.</summary>")
            .Line(Boilerplate.GeneratedCode)
            .Line(Boilerplate.Hidden)
            .Open($"private static class {codec.Class}");
        var isFirst = true;
        if (codec.Objects.Any(o => o.Members.Any(m => m.Fixed is not null)))
        {
            writer.Line("/// <summary>Local slices are this peer's own: what is read begins with them anew.</summary>")
                .Line($"private static {binding.State} {StateCodecModel.Initial} => {binding.Initial};");
            isFirst = false;
        }

        foreach (var model in codec.Objects)
        {
            if (!isFirst) writer.Line();
            isFirst = false;
            EmitObject(writer, code, model);
        }

        foreach (var helper in codec.Helpers)
        {
            if (!isFirst) writer.Line();
            isFirst = false;
            CollectionEmitter.Emit(writer, code, helper);
        }

        writer.Close();
        return Boilerplate.End(writer, binding.Declaration);
    }

    private static CodecEmitter Code(StateCodecModel codec, string helpers) => new(helpers, codec.IsRecursive, isSized: false);

    private static void EmitObject(IndentedWriter writer, CodecEmitter code, ObjectModel model)
    {
        writer.Open($"public static void Write{model.Helper}({Writer}, {model.Type} value)");
        if (model.MayBeDerived) writer.Line("global::Scuttlegen.Wire.CborCodec.RequireExactType(value);");
        else if (!model.IsValueType) writer.Line("global::System.ArgumentNullException.ThrowIfNull(value);");
        code.WriteObject(writer, model, "value");
        writer.Close().Line().Open($"public static {model.Type} Read{model.Helper}({Reader})");
        code.ReadObject(writer, model);
        writer.Close();
    }
}
