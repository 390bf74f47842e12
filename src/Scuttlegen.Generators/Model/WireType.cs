namespace Scuttlegen.Generators.Model;

/// <summary>How the type of a member goes over the wire: all that the emitter needs, and no symbols.</summary>
/// <param name="Name">The type as written in generated code, with nullable annotations.</param>
/// <param name="Layout">The type's place in the contract text: what a peer must agree on to read it.</param>
internal abstract record WireType(string Name, string Layout);

/// <summary>A type that <c>CborWriter</c> and <c>CborReader</c> know, with a fixed upper bound.</summary>
internal sealed record ScalarType(string Name, string Layout, string WriteMethod, string ReadMethod, int MaxSize) : WireType(Name, Layout);

internal sealed record EnumType(string Name, ScalarType Underlying) : WireType(Name, Underlying.Layout);

internal sealed record TextType() : WireType("string", "text");

internal sealed record BytesType(string Name, BytesShape Shape) : WireType(Name, Shape == BytesShape.ImmutableArray ? "bytes?" : "bytes");

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

/// <summary>A record or struct laid out member by member; its members are in the <see cref="ObjectModel"/> of that helper name.</summary>
internal sealed record ObjectType(string Name, string Layout, string Helper) : HelperType(Name, Layout, Helper);
