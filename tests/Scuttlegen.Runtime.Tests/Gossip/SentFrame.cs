using Scuttlegen.Wire;

namespace Scuttlegen.Tests.Gossip;

/// <summary>Reads what a peer sent.</summary>
internal static class SentFrame
{
    public static uint TypeOf(byte[] frame)
    {
        var reader = new CborReader(frame);
        reader.ReadArrayHeader();
        reader.SkipValues(3);
        return reader.ReadUInt32();
    }

    /// <summary>Stands before the frame's message.</summary>
    public static CborReader MessageOf(byte[] frame)
    {
        var reader = new CborReader(frame);
        reader.ReadArrayHeader();
        reader.SkipValues(4);
        return reader;
    }
}
