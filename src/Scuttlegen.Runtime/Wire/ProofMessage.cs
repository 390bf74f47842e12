namespace Scuttlegen.Wire;

/// <summary><c>[[proof, …]]</c>: fork proofs, each the byte string that <see cref="ForkProof"/> describes. The same list ends a reply.</summary>
internal static class ProofMessage
{
    /// <summary>What a proof costs in a list beside its bytes.</summary>
    public const int MaxItemHeadBytes = 5;

    private const int Fields = 1;

    public static byte[][] Read(ref CborReader reader)
    {
        var more = reader.ReadMessageHeader(Fields);
        var proofs = ReadList(ref reader);
        reader.SkipValues(more);
        return proofs;
    }

    public static byte[] ToFrame(StoreId store, Source sender, ForkProof proof)
    {
        var writer = new CborWriter(new byte[Frame.MaxHeadBytes + 16 + MaxItemHeadBytes + proof.Bytes.Length]);
        Frame.WriteHead(ref writer, store, sender, MessageType.Proof);
        writer.WriteArrayHeader(Fields);
        WriteList(ref writer, [proof]);
        return writer.Written.ToArray();
    }

    public static byte[][] ReadList(ref CborReader reader)
    {
        var proofs = new byte[reader.ReadArrayHeader()][];
        for (var i = 0; i < proofs.Length; i++) proofs[i] = reader.ReadBytes().ToArray();
        return proofs;
    }

    public static void WriteList(ref CborWriter writer, IReadOnlyCollection<ForkProof> proofs)
    {
        writer.WriteArrayHeader(proofs.Count);
        foreach (var proof in proofs) writer.WriteBytes(proof.Bytes.Span);
    }

    public static int SizeOf(IReadOnlyCollection<ForkProof> proofs) => 5 + proofs.Sum(static proof => MaxItemHeadBytes + proof.Bytes.Length);
}
