// SCUT2002: ArraySegment over the action's array writes the array
public sealed record Packet(int Checksum);

public sealed record Received(byte[] Bytes);

public static class PacketReducer
{
    [Reducer]
    public static Packet Apply(Packet state, Received action)
    {
        var header = new ArraySegment<byte>(action.Bytes, 0, 4);
        header[3] = 0; // here
        var sum = state.Checksum;
        foreach (var b in header)
            sum += b;
        return new Packet(sum);
    }
}
