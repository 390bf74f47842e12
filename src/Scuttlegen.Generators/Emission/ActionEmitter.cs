using Microsoft.CodeAnalysis.CSharp;
using Scuttlegen.Generators.Model;

namespace Scuttlegen.Generators.Emission;

/// <summary>Prints an action's codec: the four members of <c>IGossipAction</c>, and helpers for the types below it.</summary>
internal static class ActionEmitter
{
    public static string Emit(ActionModel action)
    {
        var self = action.Facts.Type;
        var contract = $"global::Scuttlegen.IGossipAction<{self}>";
        var code = new CodecEmitter(action.CodecClass + ".", action.IsRecursive);
        var writer = Boilerplate.Begin(action.Declaration, contract);

        writer.Line(Boilerplate.GeneratedCode)
            .Line($"static string {contract}.Kind => {SymbolDisplay.FormatLiteral(action.Facts.Kind, quote: true)};")
            .Line()
            .Line(Boilerplate.GeneratedCode)
            .Open($"static int {contract}.GetMaxSize({self} action)");
        code.SizeOfObject(writer, action.Root, "action");
        writer.Close()
            .Line()
            .Line(Boilerplate.GeneratedCode)
            .Open($"static void {contract}.Write(ref global::Scuttlegen.Wire.CborWriter writer, {self} action)");
        code.WriteObject(writer, action.Root, "action");
        writer.Close()
            .Line()
            .Line(Boilerplate.GeneratedCode)
            .Open($"static {self} {contract}.Read(ref global::Scuttlegen.Wire.CborReader reader)");
        code.ReadObject(writer, action.Root);
        writer.Close();

        if (action.Helpers.Count + action.Objects.Count > 0) EmitHelpers(writer, action);
        return Boilerplate.End(writer, action.Declaration);
    }

    private static void EmitHelpers(IndentedWriter writer, ActionModel action)
    {
        var code = new CodecEmitter("", action.IsRecursive);
        writer.Line()
            .Line("/// <summary>Codecs of the types that the members are made of.</summary>")
            .Line(Boilerplate.GeneratedCode)
            .Line(Boilerplate.Hidden)
            .Open($"private static class {action.CodecClass}");
        var isFirst = true;
        foreach (var model in action.Objects)
        {
            if (!isFirst) writer.Line();
            isFirst = false;
            EmitObject(writer, code, model);
        }

        foreach (var helper in action.Helpers)
        {
            if (!isFirst) writer.Line();
            isFirst = false;
            CollectionEmitter.Emit(writer, code, helper);
        }

        writer.Close();
    }

    private static void EmitObject(IndentedWriter writer, CodecEmitter code, ObjectModel model)
    {
        writer.Open($"public static int SizeOf{model.Helper}({model.Type} value)");
        if (!model.IsValueType) writer.Line("global::System.ArgumentNullException.ThrowIfNull(value);");
        code.SizeOfObject(writer, model, "value");
        writer.Close().Line().Open($"public static void Write{model.Helper}(ref global::Scuttlegen.Wire.CborWriter writer, {model.Type} value)");
        code.WriteObject(writer, model, "value");
        writer.Close().Line().Open($"public static {model.Type} Read{model.Helper}(ref global::Scuttlegen.Wire.CborReader reader)");
        code.ReadObject(writer, model);
        writer.Close();
    }
}
