using System.Globalization;
using Scuttlegen.Generators.Model;

namespace Scuttlegen.Generators.Emission;

/// <summary>Prints how values are sized, written and read: expressions and statements of one type each.</summary>
/// <param name="helpers">The prefix that reaches the helper methods from here.</param>
/// <param name="isRecursive">Whether a value can contain itself, so that sizing it, or else writing it, could exhaust the stack.</param>
/// <param name="isSized">Whether values are sized before they are written. States are not: they have no bound.</param>
internal sealed class CodecEmitter(string helpers, bool isRecursive, bool isSized = true)
{
    public bool IsSized => isSized;

    private const string CborSize = "global::Scuttlegen.Wire.CborSize";

    /// <summary>The bound of types whose values all have the same; else <see langword="null"/>.</summary>
    public static int? FixedSize(WireType type) => type switch
    {
        ScalarType scalar => scalar.MaxSize,
        EnumType @enum => @enum.Underlying.MaxSize,

        // A large bound for many nulls would overstate their sum by too much.
        NullableType nullable => FixedSize(nullable.Inner) is <= 9 and var size ? size : null,
        _ => null,
    };

    public string Size(WireType type, string value)
    {
        if (FixedSize(type) is { } size) return Number(size);
        return type switch
        {
            TextType => $"{CborSize}.OfText({value})",
            MeasuredType measured => $"{CborSize}.Of{measured.Method}({value})",
            BytesType { Shape: BytesShape.Array } bytes => $"{CborSize}.Of{Block(bytes)}({value})",
            BytesType { Shape: BytesShape.ImmutableArray } bytes => $"({value}.IsDefault ? 1 : {CborSize}.Of{Block(bytes)}({value}.AsSpan()))",
            BytesType bytes => $"{CborSize}.Of{Block(bytes)}({value}.Span)",
            NullableType { IsValueType: true } nullable => $"({value}.HasValue ? {Size(nullable.Inner, value + ".GetValueOrDefault()")} : 1)",
            NullableType nullable => $"({value} is null ? 1 : {Size(nullable.Inner, value)})",
            CodecType codec => $"global::Scuttlegen.Wire.{codec.Holder}.GetMaxSize<{codec.Name}>({value})",
            HelperType helper => $"{helpers}SizeOf{helper.Helper}({value})",
            ScalarType or EnumType => throw new InvalidOperationException("Scalars have a fixed size."),
            _ => throw new InvalidOperationException($"No size for {type}."),
        };
    }

    public void Write(IndentedWriter writer, WireType type, string value)
    {
        switch (type)
        {
            case NullableType { IsValueType: true } nullable:
                writer.Line($"if ({value}.HasValue)").Indent();
                Write(writer, nullable.Inner, value + ".GetValueOrDefault()");
                writer.Unindent().Line("else").Indent().Line("writer.WriteNull();").Unindent();
                break;
            case NullableType nullable:
                writer.Line($"if ({value} is null)").Indent().Line("writer.WriteNull();").Unindent().Line("else").Indent();
                Write(writer, nullable.Inner, value);
                writer.Unindent();
                break;
            case BytesType { Shape: BytesShape.ImmutableArray } bytes:
                writer.Line($"if ({value}.IsDefault)").Indent().Line("writer.WriteNull();").Unindent()
                    .Line("else").Indent().Line($"writer.Write{Block(bytes)}({value}.AsSpan());").Unindent();
                break;
            default:
                writer.Line(type switch
                {
                    ScalarType scalar => $"writer.{scalar.WriteMethod}({value});",
                    EnumType @enum => $"writer.{@enum.Underlying.WriteMethod}(({@enum.Underlying.Name}){value});",
                    TextType => $"writer.WriteString({value});",
                    MeasuredType measured => $"writer.Write{measured.Method}({value});",
                    BytesType { Shape: BytesShape.Array } bytes => $"writer.Write{Block(bytes)}({value});",
                    BytesType bytes => $"writer.Write{Block(bytes)}({value}.Span);",
                    CodecType codec => $"global::Scuttlegen.Wire.{codec.Holder}.Write<{codec.Name}>(ref writer, {value});",
                    HelperType helper => $"{helpers}Write{helper.Helper}(ref writer, {value});",
                    _ => throw new InvalidOperationException($"No write for {type}."),
                });
                break;
        }
    }

    public string Read(WireType type) => type switch
    {
        ScalarType scalar => $"reader.{scalar.ReadMethod}()",
        EnumType @enum => $"({@enum.Name})reader.{@enum.Underlying.ReadMethod}()",
        TextType => "reader.ReadString()",
        MeasuredType measured => $"reader.Read{measured.Method}()",
        BytesType { Shape: BytesShape.Array } bytes => ReadBlock(bytes),
        BytesType { Shape: BytesShape.ImmutableArray } bytes =>
            $"(reader.TryReadNull() ? default({bytes.Name}) : global::System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray({ReadBlock(bytes)}))",
        BytesType bytes => $"new {bytes.Name}({ReadBlock(bytes)})",
        NullableType nullable => $"(reader.TryReadNull() ? default({nullable.Name}) : {Read(nullable.Inner)})",
        CodecType codec => $"global::Scuttlegen.Wire.{codec.Holder}.Read<{codec.Name}>(ref reader)",
        HelperType helper => $"{helpers}Read{helper.Helper}(ref reader)",
        _ => throw new InvalidOperationException($"No read for {type}."),
    };

    public void SizeOfObject(IndentedWriter writer, ObjectModel model, string value)
    {
        GuardStack(writer);
        var members = model.Encoded;
        var isEmpty = members.Count == 0;
        writer.Line($"return {HeadSize(members.Count)}{(isEmpty ? ";" : "")} // the array's head").Indent();
        for (var i = 0; i < members.Count; i++)
        {
            var size = Size(members[i].Type, value + "." + members[i].Access) + (i < members.Count - 1 ? "" : ";");
            writer.Line("+ " + size + (FixedSize(members[i].Type) is null ? "" : " // " + members[i].Name));
        }

        writer.Unindent();
    }

    /// <summary>Sizing comes first, so a value that is nested beyond all bounds is refused there.</summary>
    public void GuardStack(IndentedWriter writer)
    {
        if (isRecursive) writer.Line("global::System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();");
    }

    public void WriteObject(IndentedWriter writer, ObjectModel model, string value)
    {
        if (!isSized) GuardStack(writer);
        var members = model.Encoded;
        writer.Line($"writer.WriteArrayHeader({Number(members.Count)});");
        foreach (var member in members) Write(writer, member.Type, value + "." + member.Access);
    }

    public void ReadObject(IndentedWriter writer, ObjectModel model)
    {
        var members = model.Encoded;
        writer.Line("var count = reader.ReadArrayHeader();");

        // Only what nests can nest too deep; the rest is spared the bookkeeping.
        var nests = members.Any(m => Nests(m.Type));
        if (nests) writer.Line("reader.Enter();");
        for (var i = 0; i < members.Count; i++)
        {
            var missing = members[i].Missing ?? $"throw reader.MissingMember(\"{members[i].Name}\")";
            writer.Line($"var {members[i].Local} = count > {Number(i)} ? {Read(members[i].Type)} : {missing};");
        }

        writer.Line($"reader.SkipValues(count - {Number(members.Count)});");
        if (nests) writer.Line("reader.Leave();");
        foreach (var member in model.Members.Where(m => m.Fixed is not null)) writer.Line($"var {member.Local} = {member.Fixed};");
        writer.Line("return " + Create(model) + ";");
    }

    /// <summary>Whether values of the type are, or hold, arrays, maps or tagged values: those count where nesting is limited.</summary>
    public static bool Nests(WireType type) => type switch
    {
        NullableType nullable => Nests(nullable.Inner),
        ScalarType scalar => scalar.IsArray,
        BytesType bytes => bytes.Number is not null,
        CodecType or HelperType or MeasuredType => true,
        _ => false,
    };

    private static string Create(ObjectModel model)
    {
        var arguments = string.Join(", ", model.Members.Where(m => m.IsArgument).Select(m => m.Local));
        var assignments = string.Join(", ", model.Members.Where(m => m.IsAssigned).Select(m => $"{m.Access} = {m.Local}"));
        return (model.IsTuple ? "" : "new " + model.Type) + $"({arguments})" + (assignments.Length == 0 ? "" : $" {{ {assignments} }}");
    }

    // An array by its own name, so that what is missing is named too.
    private static string Block(BytesType type) => type.Number is null ? "Bytes" : $"TypedArray<{type.Number.Name}>";

    private static string ReadBlock(BytesType type) => $"reader.Read{Block(type)}()" + (type.Number is null ? ".ToArray()" : "");

    private static string HeadSize(int count) => Number(NumberSize(count));

    /// <summary>How many bytes a small number, or a head with such an argument, takes.</summary>
    public static int NumberSize(int value) => value switch
    {
        < 24 => 1,
        < 256 => 2,
        _ => 3,
    };

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
