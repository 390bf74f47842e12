using Scuttlegen.Crdt;
using Scuttlegen.Tests;
using Scuttlegen.Tests.Gossip;
using Scuttlegen.Wire;

namespace Scuttlegen.Fuzz;

/// <summary>The one list of what the decoder is fed with: who adds a form of bytes that come from strangers adds a line.</summary>
internal static class Corpora
{
    public static IReadOnlyList<Corpus> All { get; } =
    [
        new("frames", [.. Conversation.All.SelectMany(static conversation => conversation.Frames)], ReadFrame),
        new("batches", [.. Disks.SelectMany(static disk => disk.Batches).Select(ToArray)], ReadBatch),
        new("fork proofs", [.. Disks.SelectMany(static disk => disk.Proofs.Values).Select(static proof => proof.Record.ToArray())], static bytes => ForkProof.Read(bytes, Lab.Store)),
        new("values", Values.Encoded, Values.Read),
        .. CrdtCorpora.All,
    ];

    // What is encrypted is read with its key, by a peer.
    private static IEnumerable<Lab.Disk> Disks => Conversation.All.Where(static conversation => !conversation.IsEncrypted).SelectMany(static conversation => conversation.Disks);

    /// <summary>A frame, as the protocol reads it.</summary>
    private static void ReadFrame(byte[] bytes)
    {
        _ = GossipFrame.UseOf(bytes);
        var reader = new CborReader(bytes);
        var more = reader.ReadMessageHeader(5);
        reader.ReadUInt32();
        reader.ReadStoreId();
        reader.ReadSource();
        switch (reader.ReadUInt32())
        {
            case MessageType.Heartbeat: HeartbeatMessage.Read(ref reader); break;
            case MessageType.Pull: PullMessage.Read(ref reader); break;
            case MessageType.Reply: ReplyMessage.Read(ref reader); break;
            case MessageType.Live: LiveMessage.Read(ref reader); break;
            case MessageType.Probe: ProbeMessage.Read(ref reader); break;
            case MessageType.Proof: ProofMessage.Read(ref reader); break;
            default: reader.SkipValue(); break;
        }

        reader.SkipValues(more);
        reader.EnsureEnd();
    }

    private static byte[] ToArray(StoredBatch batch)
    {
        var writer = new CborWriter(new byte[batch.Header.Length + batch.Body.Length + 16]);
        writer.WriteArrayHeader(2);
        writer.WriteBytes(batch.Header.Span);
        writer.WriteBytes(batch.Body.Span);
        return writer.Written.ToArray();
    }

    private static void ReadBatch(byte[] bytes)
    {
        var reader = new CborReader(bytes);
        reader.ReadArrayHeader(2);
        var header = reader.ReadBytes();
        var batch = Batch.Read(header, reader.ReadBytes());
        var table = new LedgerTable();
        var updates = batch.Updates();
        while (updates.MoveNext())
        {
            var kind = table.Kinds.IndexOf(batch.Header.Kinds[updates.Kind]);
            if (kind < 0) continue;
            var payload = new CborReader(updates.Payload);
            table.Read(kind, ref payload);
            payload.EnsureEnd();
        }
    }
}
