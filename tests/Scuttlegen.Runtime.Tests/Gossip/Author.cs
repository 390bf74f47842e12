using Scuttlegen.Wire;

namespace Scuttlegen.Tests.Gossip;

/// <summary>Writes a feed of its own as frames, honestly or not: it knows no API but bytes.</summary>
internal sealed class Author(Source source, StoreId? store = null)
{
    public StoreId Store { get; } = store ?? Lab.Store;

    public Source Source => source;

    /// <summary>What it has written, each batch with its signature.</summary>
    public List<Batch> Batches { get; } = [];

    /// <summary>The chain hashes before each batch, and after the last.</summary>
    public List<ChainHash> Hashes { get; } = [ChainHash.Genesis(store ?? Lab.Store, source)];

    /// <summary>The next batch, of one update, with its signature; it is not part of the feed yet.</summary>
    public Batch Next(long amount = 1, ulong? time = null, Source? signedAs = null, string? note = null)
    {
        var sequence = Batches.Count == 0 ? 1 : Batches[^1].Header.LastSequence + 1;
        var payload = new CborWriter(new byte[16 + (3 * (note?.Length ?? 0))]);
        payload.WriteArrayHeader(1);
        if (note is null) payload.WriteInt64(amount);
        else payload.WriteString(note);
        var builder = new BatchBuilder();
        builder.TryAdd(note is null ? "Added" : "Noted", time ?? (Batches.Count == 0 ? 1 : Batches[^1].Header.LastTime + 1), 0, payload.Written);
        var batch = builder.Seal(sequence);
        return new Signatures(Store, new TestSigner((signedAs ?? source).Peer)).Sign(source, batch, Hashes[^1].Next(batch.HeaderBytes, batch.BodyBytes));
    }

    /// <summary>Writes batches.</summary>
    public Author Write(int count = 1, long amount = 1)
    {
        for (var i = 0; i < count; i++) Append(Next(amount));
        return this;
    }

    public void Append(Batch batch)
    {
        Batches.Add(batch);
        Hashes.Add(Hashes[^1].Next(batch.HeaderBytes, batch.BodyBytes));
    }

    /// <summary>A feed that has been the same so far.</summary>
    public Author Branch()
    {
        var branch = new Author(source, store);
        foreach (var batch in Batches) branch.Append(batch);
        return branch;
    }

    /// <summary>A live message with one section, sent by anybody, in anybody's name.</summary>
    public static byte[] Live(Source sender, Source source, ChainHash before, params IEnumerable<Batch> batches)
    {
        var section = new BranchSection(source, before.Prefix);
        section.Batches.AddRange(batches);
        return LiveMessage.ToFrame(Lab.Store, sender, section);
    }

    /// <summary>Batches of its own from one on, whose signatures are kept only where <paramref name="isSigned"/> says so; all by default.</summary>
    public byte[] Live(int first = 0, Func<int, bool>? isSigned = null, Source? sender = null) =>
        Live(sender ?? source, source, Hashes[first], Batches.Skip(first).Select((batch, i) => isSigned?.Invoke(first + i) ?? true ? batch : Unsigned(batch)));

    public static Batch Unsigned(Batch batch) => batch.WithSignature(default);

    public static Batch WithBadSignature(Batch batch)
    {
        var signature = batch.Signature.IsEmpty ? new byte[TestSigner.Size] : batch.Signature.ToArray();
        signature[7] ^= 1;
        return batch.WithSignature(signature);
    }
}
