using Scuttlegen.Wire;

namespace Scuttlegen.Tests;

/// <summary>Batches as far as a storage looks into them, and the store they belong to.</summary>
internal static class Batches
{
    public static StoreId Store { get; } = StoreId.Create("Test", "");

    public static Source NewSource() => Source.NewIncarnation(PeerId.NewRandom());

    /// <summary>A batch that begins at sequence <paramref name="first"/>; its bytes come from a seed.</summary>
    public static StoredBatch Make(Source source, ushort first, int bodyBytes = 40, int signatureBytes = 0)
    {
        var random = new Random(first);
        var body = new byte[bodyBytes];
        var signature = new byte[signatureBytes];
        random.NextBytes(body);
        random.NextBytes(signature);
        var header = new CborWriter(new byte[10]);
        header.WriteArrayHeader(1);
        header.WriteUInt64(first);
        return new StoredBatch(source, ulong.MaxValue - first, header.Written.ToArray(), body, signature);
    }

    public static async Task<List<StoredBatch>> ReadAllAsync(IFeedStorage storage)
    {
        var batches = new List<StoredBatch>();
        await foreach (var batch in storage.ReadAsync(TestContext.Current.CancellationToken)) batches.Add(batch);
        return batches;
    }

    public static string Describe(StoredBatch batch) =>
        $"{batch.Source} {batch.ChainBefore} {Convert.ToHexString(batch.Header.Span)} {Convert.ToHexString(batch.Body.Span)} {Convert.ToHexString(batch.Signature.Span)}";

    public static void AssertSame(IEnumerable<StoredBatch> expected, IEnumerable<StoredBatch> actual) =>
        Assert.Equal(expected.Select(Describe), actual.Select(Describe));
}
