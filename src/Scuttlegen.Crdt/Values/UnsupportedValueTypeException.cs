namespace Scuttlegen.Crdt;

/// <summary>A CRDT was asked to hold values of a type that has no canonical bytes.</summary>
public sealed class UnsupportedValueTypeException : NotSupportedException
{
    internal UnsupportedValueTypeException(Type valueType)
        : base(
            $"Values of type {valueType} have no canonical bytes, so no two replicas could agree on them. Use a built-in type (string, integers, Guid, bool, …), "
            + $"or let {valueType.Name} implement ICborCodec<{valueType.Name}> and call ValueCodec.Provide<{valueType.Name}>() once, before its first use; "
            + $"for a type that you cannot change, pass a codec of your own to ValueCodec.Provide.")
        => ValueType = valueType;

    /// <summary>The type that has no codec.</summary>
    public Type ValueType { get; }
}
