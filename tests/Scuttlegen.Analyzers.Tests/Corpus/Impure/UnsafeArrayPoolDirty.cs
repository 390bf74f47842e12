// SCUT1015: a rented array still holds what its last tenant wrote, and is longer than asked for
using System.Buffers;

public static class Packing
{
    public static uint Checksum(string text)
    {
        var buffer = ArrayPool<char>.Shared.Rent(text.Length);
        text.CopyTo(0, buffer, 0, text.Length);
        uint sum = 0;
        foreach (var c in buffer)
            sum = unchecked(sum * 31 + c);
        ArrayPool<char>.Shared.Return(buffer);
        return sum;
    }
}

public sealed record Packet(uint Checksum);
public sealed record Packed(string Text);

public static class PacketReducers
{
    [Reducer]
    public static Packet Apply(Packet state, Packed action) => new(Packing.Checksum(action.Text)); // here
}
