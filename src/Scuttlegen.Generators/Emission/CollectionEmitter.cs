using Scuttlegen.Generators.Model;

namespace Scuttlegen.Generators.Emission;

/// <summary>Prints the helper methods of one collection type.</summary>
internal static class CollectionEmitter
{
    private const string Writer = "ref global::Scuttlegen.Wire.CborWriter writer";
    private const string Reader = "ref global::Scuttlegen.Wire.CborReader reader";
    private const string RequireValue = "global::System.ArgumentNullException.ThrowIfNull(value);";
    private const string CborSize = "global::Scuttlegen.Wire.CborSize";

    public static void Emit(IndentedWriter writer, CodecEmitter code, HelperType type)
    {
        switch (type)
        {
            case SequenceType sequence:
                EmitSequence(writer, code, sequence);
                break;
            case SetType set:
                EmitSet(writer, code, set);
                break;
            case MapType map:
                EmitMap(writer, code, map);
                break;
            case UnionType union:
                UnionEmitter.Emit(writer, code, union);
                break;
            default:
                throw new InvalidOperationException($"No helper for {type}.");
        }
    }

    private static void EmitSequence(IndentedWriter writer, CodecEmitter code, SequenceType type)
    {
        var isImmutableArray = type.Shape == SequenceShape.ImmutableArray;
        var length = type.Shape is SequenceShape.Array or SequenceShape.ImmutableArray ? "value.Length" : "value.Count";

        if (code.IsSized)
        {
            writer.Open($"public static int SizeOf{type.Helper}({type.Name} value)");
            if (isImmutableArray) writer.Line("if (value.IsDefault) return 1;");
            else writer.Line(RequireValue);
            EmitSize(writer, code, type, length, ("item", type.Element));
            writer.Close().Line();
        }

        OpenWrite(writer, code, type, mayBeNull: !isImmutableArray);
        if (isImmutableArray) writer.Open("if (value.IsDefault)").Line("writer.WriteNull();").Line("return;").Close().Line();
        writer.Line($"writer.WriteArrayHeader({length});");
        OpenLoop(writer, type);
        code.Write(writer, type.Element, "item");
        writer.Close().Close().Line();

        writer.Open($"public static {type.Name} Read{type.Helper}({Reader})");
        if (isImmutableArray) writer.Line($"if (reader.TryReadNull()) return default({type.Name});");
        EmitReadItems(writer, code, type.Element);
        var forgive = Forgive(type, type.Element);
        writer.Line(type.Shape switch
        {
            SequenceShape.ImmutableArray => $"return global::System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(items){forgive};",
            SequenceShape.ImmutableList => $"return global::System.Collections.Immutable.ImmutableList.Create<{type.Element.Name}>(items){forgive};",
            _ => $"return items{forgive};",
        });
        writer.Close();
    }

    private static IndentedWriter OpenWrite(IndentedWriter writer, CodecEmitter code, HelperType type, bool mayBeNull = true)
    {
        writer.Open($"public static void Write{type.Helper}({Writer}, {type.Name} value)");
        return code.IsSized || !mayBeNull ? writer : writer.Line(RequireValue);
    }

    private static void EmitSize(IndentedWriter writer, CodecEmitter code, HelperType type, string length, params (string Name, WireType Type)[] parts)
    {
        writer.Line($"var size = {CborSize}.OfHead({length});");
        if (parts.All(p => CodecEmitter.FixedSize(p.Type) is not null))
        {
            var each = parts.Sum(p => CodecEmitter.FixedSize(p.Type)!.Value);
            writer.Line($"return size + {length} * {each.ToString(System.Globalization.CultureInfo.InvariantCulture)};");
            return;
        }

        OpenLoop(writer, type);
        writer.Line($"size = {CborSize}.Add(size, {string.Join(" + ", parts.Select(p => code.Size(p.Type, p.Name)))});");
        writer.Close().Line().Line("return size;");
    }

    private static void OpenLoop(IndentedWriter writer, HelperType type)
    {
        switch (type)
        {
            case SequenceType { Shape: SequenceShape.ReadOnlyList }:
                // An interface's enumerator would be allocated.
                writer.Open("for (var i = 0; i < value.Count; i++)").Line("var item = value[i];");
                break;
            case MapType:
                writer.Open("foreach (var (key, item) in value)");
                break;
            default:
                writer.Open("foreach (var item in value)");
                break;
        }
    }

    private static void EmitReadItems(IndentedWriter writer, CodecEmitter code, WireType element)
    {
        var array = element.Name.EndsWith("]", StringComparison.Ordinal) || element.Name.EndsWith("]?", StringComparison.Ordinal)
            ? $"global::System.GC.AllocateUninitializedArray<{element.Name}>(count)"
            : $"new {element.Name}[count]";
        writer.Line("var count = reader.ReadArrayHeader();");
        if (!CodecEmitter.Nests(element))
        {
            writer.Line($"var items = {array};").Line($"for (var i = 0; i < items.Length; i++) items[i] = {code.Read(element)};");
            return;
        }

        writer.Line("reader.EnterItems(count);")
            .Line($"var items = {array};")
            .Open("for (var i = 0; i < items.Length; i++)")
            .Line("reader.BeginItem();")
            .Line($"items[i] = {code.Read(element)};")
            .Close()
            .Line()
            .Line("reader.Leave();");
    }

    private static void EmitSet(IndentedWriter writer, CodecEmitter code, SetType type)
    {
        if (code.IsSized)
        {
            writer.Open($"public static int SizeOf{type.Helper}({type.Name} value)").Line(RequireValue);
            EmitSize(writer, code, type, "value.Count", ("item", type.Element));
            writer.Close().Line();
        }

        OpenWrite(writer, code, type).Line("writer.WriteArrayHeader(value.Count);");
        EmitSortedWrites(writer, type, () => code.Write(writer, type.Element, "item"));
        writer.Close().Line();

        writer.Open($"public static {type.Name} Read{type.Helper}({Reader})")
            .Line("var count = reader.ReadArrayHeader();")
            .Line("reader.Enter();")
            .Line($"var items = {Factory(type.Factory, type.Element, type.Element.Name)};")
            .Line("var previous = default(global::System.ReadOnlySpan<byte>);")
            .Open("for (var i = 0; i < count; i++)")
            .Line("var start = reader.Position;")
            .Line($"items.Add({code.Read(type.Element)});")
            .Line("reader.RequireAscending(start, ref previous);")
            .Close()
            .Line()
            .Line("reader.Leave();")
            .Line($"return items.ToImmutable(){Forgive(type, type.Element)};")
            .Close();
    }

    private static void EmitMap(IndentedWriter writer, CodecEmitter code, MapType type)
    {
        if (code.IsSized)
        {
            writer.Open($"public static int SizeOf{type.Helper}({type.Name} value)").Line(RequireValue);
            EmitSize(writer, code, type, "value.Count", ("key", type.Key), ("item", type.Value));
            writer.Close().Line();
        }

        OpenWrite(writer, code, type).Line("writer.WriteMapHeader(value.Count);");
        EmitSortedWrites(writer, type, () =>
        {
            code.Write(writer, type.Key, "key");
            code.Write(writer, type.Value, "item");
        });
        writer.Close().Line();

        writer.Open($"public static {type.Name} Read{type.Helper}({Reader})")
            .Line("var count = reader.ReadMapHeader();")
            .Line("reader.Enter();")
            .Line($"var items = {Factory(type.Factory, type.Key, $"{type.Key.Name}, {type.Value.Name}")};")
            .Line("var previous = default(global::System.ReadOnlySpan<byte>);")
            .Open("for (var i = 0; i < count; i++)")
            .Line("var start = reader.Position;")
            .Line($"var key = {code.Read(type.Key)};")
            .Line("reader.RequireAscending(start, ref previous);")
            .Line($"items[key] = {code.Read(type.Value)};")
            .Close()
            .Line()
            .Line("reader.Leave();")
            .Line($"return items.ToImmutable(){Forgive(type, type.Value)};")
            .Close();
    }

    private static void EmitSortedWrites(IndentedWriter writer, HelperType type, Action writeEntry)
    {
        writer.Line("var starts = new int[value.Count];").Line("var index = 0;");
        OpenLoop(writer, type);
        writer.Line("starts[index++] = writer.Length;");
        writeEntry();
        writer.Close().Line().Line("writer.SortEntries(starts);");
    }

    // Where nullability is not declared an element may be null, but the collection's own type does not say so.
    private static string Forgive(HelperType type, WireType element) =>
        element is NullableType { IsValueType: false } && !type.Name.Contains(element.Name) ? "!" : "";

    // The default comparer of strings in sorted collections is the culture's.
    private static string Factory(string factory, WireType key, string arguments)
    {
        var comparer = key is TextType ? "global::System.StringComparer.Ordinal" : "";
        return $"global::System.Collections.Immutable.{factory}.CreateBuilder<{arguments}>({comparer})";
    }
}
