// silent: writes go to a local buffer writer
using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;

public sealed record Packet(ImmutableArray<byte> Bytes);

public sealed record NumbersSent(ImmutableArray<int> Numbers);

public static class PacketReducer
{
    [Reducer]
    public static Packet Apply(Packet state, NumbersSent action)
    {
        var writer = new ArrayBufferWriter<byte>();
        foreach (var number in action.Numbers)
        {
            BinaryPrimitives.WriteInt32BigEndian(writer.GetSpan(4), number);
            writer.Advance(4);
        }

        return new Packet([.. writer.WrittenSpan]);
    }
}
