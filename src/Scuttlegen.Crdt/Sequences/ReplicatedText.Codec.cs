using Scuttlegen.Crdt.Sequences;
using Scuttlegen.Wire;

namespace Scuttlegen.Crdt;

public sealed partial class ReplicatedText : ICborCodec<ReplicatedText>
{
    /// <inheritdoc/>
    public static int GetMaxSize(ReplicatedText value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value._sequence.GetMaxSize();
    }

    /// <summary>
    /// Writes <c>[[source*], [piece*], [piece*]]</c>: the sources, the text's runs in its order, and what waits, as in a delta's bytes. Runs are as long as can be.
    /// </summary>
    /// <inheritdoc/>
    public static void Write(ref CborWriter writer, ReplicatedText value)
    {
        ArgumentNullException.ThrowIfNull(value);
        value._sequence.Write(ref writer);
    }

    /// <summary>Reads a text. O(n log n).</summary>
    /// <inheritdoc/>
    public static ReplicatedText Read(ref CborReader reader)
    {
        var sequence = Sequence<TextSlice>.Read(ref reader);
        return Empty.With(sequence);
    }
}
