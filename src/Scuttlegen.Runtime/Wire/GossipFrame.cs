namespace Scuttlegen.Wire;

/// <summary>What a transport may know of a frame without understanding it.</summary>
public static class GossipFrame
{
    /// <summary>What a frame is for. Never throws: what is no frame of gossip is <see cref="GossipFrameUse.Tells"/>.</summary>
    public static GossipFrameUse UseOf(ReadOnlySpan<byte> frame)
    {
        try
        {
            var reader = new CborReader(frame);
            if (reader.ReadArrayHeader() < 5 || reader.ReadUInt32() != Frame.ProtocolMajor) return GossipFrameUse.Tells;
            reader.SkipValues(2);
            return reader.ReadUInt32() switch
            {
                MessageType.Pull => GossipFrameUse.Asks,
                MessageType.Greeting => GossipFrameUse.Greets,
                _ => GossipFrameUse.Tells,
            };
        }
        catch (WireFormatException)
        {
            return GossipFrameUse.Tells;
        }
    }
}

/// <summary>What a frame of gossip is for.</summary>
public enum GossipFrameUse
{
    /// <summary>It carries updates, or says something of the sender: it may pass to a peer that takes, from one that gives.</summary>
    Tells,

    /// <summary>It asks for updates and carries none: it may pass from a peer that takes to one that gives.</summary>
    Asks,

    /// <summary>It precedes asking and answering, and must pass both ways.</summary>
    Greets,
}
