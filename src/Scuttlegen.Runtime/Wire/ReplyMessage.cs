namespace Scuttlegen.Wire;

/// <summary><c>[request, more, [sections]]</c>: the answer to a pull; <c>more</c> if the budget left something out.</summary>
internal sealed record ReplyMessage(uint Request, bool More, ReceivedSection[] Sections)
{
    private const int Fields = 3;

    public static ReplyMessage Read(ref CborReader reader)
    {
        var unknown = reader.ReadMessageHeader(Fields);
        var message = new ReplyMessage(reader.ReadUInt32(), reader.ReadBoolean(), ReceivedSection.ReadAll(ref reader));
        reader.SkipValues(unknown);
        return message;
    }

    public static byte[] ToFrame(StoreId store, Source sender, uint request, bool more, List<Section> sections)
    {
        var buffer = new byte[Frame.MaxHeadBytes + 16 + LiveMessage.SizeOf(sections)];
        var writer = new CborWriter(buffer);
        Frame.WriteHead(ref writer, store, sender, MessageType.Reply);
        writer.WriteArrayHeader(Fields);
        writer.WriteUInt32(request);
        writer.WriteBoolean(more);
        writer.WriteArrayHeader(sections.Count);
        foreach (var section in sections) section.Write(ref writer);
        return writer.Written.ToArray();
    }
}

/// <summary><c>[[sections]]</c>: what the sender has just written itself.</summary>
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
        List<Section> sections = [section];
        var buffer = new byte[Frame.MaxHeadBytes + 16 + SizeOf(sections)];
        var writer = new CborWriter(buffer);
        Frame.WriteHead(ref writer, store, sender, MessageType.Live);
        writer.WriteArrayHeader(Fields);
        writer.WriteArrayHeader(sections.Count);
        section.Write(ref writer);
        return writer.Written.ToArray();
    }

    public static int SizeOf(List<Section> sections)
    {
        var size = 0;
        foreach (var section in sections)
        {
            size += Section.MaxHeadBytes;
            for (var i = section.First; i < section.First + section.Count; i++) size += Section.SizeOf(section.Feed[i]);
        }

        return size;
    }
}
