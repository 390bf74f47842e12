namespace Scuttlegen.Generators.Model;

/// <summary>How the type of a member goes over the wire: all that the emitter needs, and no symbols.</summary>
/// <param name="Name">The type as written in generated code, with nullable annotations.</param>
/// <param name="Layout">The type's place in the contract text: what a peer must agree on to read it.</param>
internal abstract record WireType(string Name, string Layout);

/// <summary>A type that <c>CborWriter</c> and <c>CborReader</c> know, with a fixed upper bound.</summary>
/// <param name="IsArray">Whether it is an array of its parts on the wire.</param>
internal sealed record ScalarType(string Name, string Layout, string WriteMethod, string ReadMethod, int MaxSize, bool IsArray = false) : WireType(Name, Layout);

internal sealed record EnumType(string Name, ScalarType Underlying) : WireType(Name, Underlying.Layout);

internal sealed record TextType() : WireType("string", "text");

/// <summary>A type that <c>CborWriter</c>, <c>CborReader</c> and <c>CborSize</c> know by one name, and whose values differ in size.</summary>
internal sealed record MeasuredType(string Name, string Layout, string Method) : WireType(Name, Layout);

/// <summary>One block of bytes, or of numbers as a typed array.</summary>
/// <param name="Number">The numbers' type; <see langword="null"/> for bytes.</param>
internal sealed record BytesType(string Name, BytesShape Shape, ScalarType? Number = null)
    : WireType(Name, (Number is null ? "bytes" : "block[" + Number.Layout + "]") + (Shape == BytesShape.ImmutableArray ? "?" : ""));

internal enum BytesShape
{
    Array,
    ImmutableArray,
    Memory,
}

/// <summary>A value or CBOR null.</summary>
internal sealed record NullableType(string Name, WireType Inner, bool IsValueType) : WireType(Name, Inner.Layout + "?");

/// <summary>A type that brings its own codec, called through <c>Scuttlegen.Wire.{Holder}</c>.</summary>
internal sealed record CodecType(string Name, string Layout, string Holder) : WireType(Name, Layout);

/// <summary>A type that has helper methods in the action's own codec class: <c>SizeOf{Helper}</c>, <c>Write{Helper}</c>, <c>Read{Helper}</c>.</summary>
internal abstract record HelperType(string Name, string Layout, string Helper) : WireType(Name, Layout);

internal sealed record SequenceType(string Name, string Helper, SequenceShape Shape, WireType Element)
    : HelperType(Name, "[" + Element.Layout + "]" + (Shape == SequenceShape.ImmutableArray ? "?" : ""), Helper);

internal enum SequenceShape
{
    Array,
    ImmutableArray,
    ImmutableList,
    ReadOnlyList,
}

internal sealed record SetType(string Name, string Helper, string Factory, WireType Element) : HelperType(Name, "set[" + Element.Layout + "]", Helper);

internal sealed record MapType(string Name, string Helper, string Factory, WireType Key, WireType Value)
    : HelperType(Name, "map{" + Key.Layout + ":" + Value.Layout + "}", Helper);

/// <summary>One of a fixed list of types: the array of a case's index, which is its place in the list, and the case itself.</summary>
/// <param name="DisplayName">The union's name in messages.</param>
internal sealed record UnionType(string Name, string Layout, string Helper, string DisplayName, EquatableArray<WireType> Cases) : HelperType(Name, Layout, Helper);

/// <summary>
/// A record, struct or tuple laid out member by member; its members are in the <see cref="ObjectModel"/> of that helper name. Also stands for an object or a
/// union that contains itself, inside of it.
/// </summary>
internal sealed record ObjectType(string Name, string Layout, string Helper) : HelperType(Name, Layout, Helper);
