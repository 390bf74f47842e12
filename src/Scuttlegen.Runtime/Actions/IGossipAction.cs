using System.ComponentModel;
using Scuttlegen.Wire;

namespace Scuttlegen;

/// <summary>
/// The codec of an action type. Generated for every <see cref="GossipActionAttribute"/> type; the action is one CBOR array of its
/// members in declared order (RFC 8949 §4.2.1 core deterministic encoding).
/// </summary>
/// <typeparam name="TSelf">The action type itself.</typeparam>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public interface IGossipAction<TSelf>
    where TSelf : IGossipAction<TSelf>
{
    /// <summary>The action's stable name on the wire.</summary>
    static abstract string Kind { get; }

    /// <summary>An upper bound, in bytes, of what <see cref="Write"/> writes for <paramref name="action"/>.</summary>
    static abstract int GetMaxSize(TSelf action);

    /// <summary>Writes the action's canonical bytes.</summary>
    /// <exception cref="WireFormatException">A string of the action holds a lone surrogate and has no UTF-8 form.</exception>
    static abstract void Write(ref CborWriter writer, TSelf action);

    /// <summary>Reads an action from its canonical bytes.</summary>
    /// <exception cref="WireFormatException">The bytes are not the canonical form of any value of this type.</exception>
    static abstract TSelf Read(ref CborReader reader);
}
