using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;
using Scuttlegen.Generators.Model;

namespace Scuttlegen.Generators.Emission;

/// <summary>Prints the helper methods of one union: the array of a case's index and the case itself.</summary>
internal static class UnionEmitter
{
    public static void Emit(IndentedWriter writer, CodecEmitter code, UnionType type)
    {
        var notACase = $"throw global::Scuttlegen.Wire.CborSize.NotACase(value, {SymbolDisplay.FormatLiteral(type.DisplayName, quote: true)});";

        if (code.IsSized)
        {
            writer.Open($"public static int SizeOf{type.Helper}({type.Name} value)").Line("global::System.ArgumentNullException.ThrowIfNull(value);");
            code.GuardStack(writer);
            EmitSwitch(writer, type, notACase, (index, @case) => writer.Line($"return {CodecEmitter.NumberSize(index) + 1} + {code.Size(@case, "item")};"));
            writer.Close().Line();
        }

        writer.Open($"public static void Write{type.Helper}(ref global::Scuttlegen.Wire.CborWriter writer, {type.Name} value)");
        if (!code.IsSized)
        {
            writer.Line("global::System.ArgumentNullException.ThrowIfNull(value);");
            code.GuardStack(writer);
        }

        writer.Line("writer.WriteArrayHeader(2);");
        EmitSwitch(writer, type, notACase, (index, @case) =>
        {
            writer.Line($"writer.WriteInt32({Number(index)});");
            code.Write(writer, @case, "item");
            writer.Line("break;");
        });
        writer.Close().Line();

        writer.Open($"public static {type.Name} Read{type.Helper}(ref global::Scuttlegen.Wire.CborReader reader)")
            .Line("reader.ReadArrayHeader(2);")
            .Line("reader.Enter();")
            .Line($"{type.Name} value = reader.ReadCase({Number(type.Cases.Count)}, {SymbolDisplay.FormatLiteral(type.DisplayName, quote: true)}) switch")
            .Open();
        for (var i = 0; i < type.Cases.Count; i++)
            writer.Line($"{(i < type.Cases.Count - 1 ? Number(i) : "_")} => {code.Read(type.Cases[i])},");
        writer.Close(";").Line("reader.Leave();").Line("return value;").Close();
    }

    private static void EmitSwitch(IndentedWriter writer, UnionType type, string notACase, Action<int, WireType> body)
    {
        writer.Open("switch (value)");
        for (var i = 0; i < type.Cases.Count; i++)
        {
            writer.Line($"case {type.Cases[i].Name} item:").Indent();
            body(i, type.Cases[i]);
            writer.Unindent();
        }

        writer.Line("default:").Indent().Line(notACase).Unindent().Close();
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
