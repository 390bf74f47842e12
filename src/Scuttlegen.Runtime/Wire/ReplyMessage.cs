namespace Scuttlegen.Wire;

/// <summary>
/// <c>[request, more, [sections], [proofs]]</c>: the answer to a pull; <c>more</c> if the budget left something out. The sections of feeds come first, then
/// those of branches. The proofs, of which an older peer sends no list, come into force before the sections.
/// </summary>
internal sealed record ReplyMessage(uint Request, bool More, ReceivedSection[] Sections)
{
    private const int Fields = 3;

    public byte[][] Proofs { get; init; } = [];

    public static ReplyMessage Read(ref CborReader reader)
    {
        var more = reader.ReadMessageHeader(Fields);
        var (request, isPart, sections) = (reader.ReadUInt32(), reader.ReadBoolean(), ReceivedSection.ReadAll(ref reader));
        var proofs = more > 0 ? ProofMessage.ReadList(ref reader) : [];
        reader.SkipValues(Math.Max(0, more - 1));
        return new ReplyMessage(request, isPart, sections) { Proofs = proofs };
    }

    public static byte[] ToFrame(
        StoreId store, Source sender, uint request, bool more, List<Section> sections, List<BranchSection>? branches = null, List<ForkProof>? proofs = null)
    {
        branches ??= [];
        proofs ??= [];
        var size = sections.Sum(static section => section.Size) + branches.Sum(static section => section.Size) + ProofMessage.SizeOf(proofs);
        var writer = new CborWriter(new byte[Frame.MaxHeadBytes + 16 + size]);
        Frame.WriteHead(ref writer, store, sender, MessageType.Reply);
        writer.WriteArrayHeader(Fields + 1);
        writer.WriteUInt32(request);
        writer.WriteBoolean(more);
        writer.WriteArrayHeader(sections.Count + branches.Count);
        foreach (var section in sections) section.Write(ref writer);
        foreach (var section in branches) section.Write(ref writer);
        ProofMessage.WriteList(ref writer, proofs);
        return writer.Written.ToArray();
    }
}

/// <summary><c>[[sections]]</c>: what the sender has just written itself, or one run by which the receiver sees where a feed forks.</summary>
internal static class LiveMessage
{
    private const int Fields = 1;

    public static ReceivedSection[] Read(ref CborReader reader)
    {
        var unknown = reader.ReadMessageHeader(Fields);
        var sections = ReceivedSection.ReadAll(ref reader);
        reader.SkipValues(unknown);
        return sections;
    }

    public static byte[] ToFrame(StoreId store, Source sender, Section section)
    {
        var writer = Begin(store, sender, section.Size);
        section.Write(ref writer);
        return writer.Written.ToArray();
    }

    public static byte[] ToFrame(StoreId store, Source sender, BranchSection section)
    {
        var writer = Begin(store, sender, section.Size);
        section.Write(ref writer);
        return writer.Written.ToArray();
    }

    private static CborWriter Begin(StoreId store, Source sender, int sectionBytes)
    {
        var writer = new CborWriter(new byte[Frame.MaxHeadBytes + 16 + sectionBytes]);
        Frame.WriteHead(ref writer, store, sender, MessageType.Live);
        writer.WriteArrayHeader(Fields);
        writer.WriteArrayHeader(1);
        return writer;
    }
}
