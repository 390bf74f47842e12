namespace Scuttlegen.Wire;

/// <summary>
/// Consecutive batches of one source, as live messages and replies carry them:
/// <c>[source, chain hash prefix before the first, [[header, body, signature or null], …]]</c>.
/// </summary>
/// <param name="Feed">The feed they are from.</param>
/// <param name="First">The index of the first batch.</param>
/// <param name="Count">How many batches follow one another.</param>
internal readonly record struct Section(Feed Feed, int First, int Count)
{
    /// <summary>What a section costs beside its batches, in bytes.</summary>
    public const int MaxHeadBytes = 1 + (2 + Source.Size) + 9 + 5;

    /// <summary>What a batch costs beside its bytes and signature: array head, two byte-string heads, null or a signature's head.</summary>
    public const int MaxBatchHeadBytes = 1 + 3 + 3 + 3;

    public int Size
    {
        get
        {
            var size = MaxHeadBytes;
            for (var i = First; i < First + Count; i++) size += SizeOf(Feed[i]);
            return size;
        }
    }

    public static int SizeOf(Batch batch) => MaxBatchHeadBytes + batch.Length + batch.Signature.Length;

    public void Write(ref CborWriter writer)
    {
        writer.WriteArrayHeader(3);
        writer.WriteSource(Feed.Source);
        writer.WriteHash64(Feed.HashBefore(First).Prefix);
        writer.WriteArrayHeader(Count);
        for (var i = First; i < First + Count; i++) WriteBatch(ref writer, Feed[i]);
    }

    public static void WriteBatch(ref CborWriter writer, Batch batch)
    {
        writer.WriteArrayHeader(3);
        writer.WriteBytes(batch.HeaderBytes);
        writer.WriteBytes(batch.BodyBytes);
        if (batch.Signature.IsEmpty) writer.WriteNull();
        else writer.WriteBytes(batch.Signature.Span);
    }
}

/// <summary>Consecutive batches of a branch of a frozen feed, in the form of a <see cref="Section"/>.</summary>
internal sealed record BranchSection(Source Source, ulong ChainBefore)
{
    public List<Batch> Batches { get; } = [];

    public int Size => Section.MaxHeadBytes + Batches.Sum(Section.SizeOf);

    public void Write(ref CborWriter writer)
    {
        writer.WriteArrayHeader(3);
        writer.WriteSource(Source);
        writer.WriteHash64(ChainBefore);
        writer.WriteArrayHeader(Batches.Count);
        foreach (var batch in Batches) Section.WriteBatch(ref writer, batch);
    }
}
