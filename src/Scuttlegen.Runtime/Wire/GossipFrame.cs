namespace Scuttlegen.Wire;

/// <summary>What a transport may know of a frame without understanding it.</summary>
public static class GossipFrame
{
    /// <summary>
    /// Whether a frame only asks for updates and carries none: all that may pass from a peer that only takes to one that only gives. False for what is no frame of gossip.
    /// Never throws.
    /// </summary>
    public static bool IsRequest(ReadOnlySpan<byte> frame)
    {
        try
        {
            var reader = new CborReader(frame);
            if (reader.ReadArrayHeader() < 5 || reader.ReadUInt32() != Frame.ProtocolMajor) return false;
            reader.SkipValues(2);
            return reader.ReadUInt32() is MessageType.Pull;
        }
        catch (WireFormatException)
        {
            return false;
        }
    }
}
