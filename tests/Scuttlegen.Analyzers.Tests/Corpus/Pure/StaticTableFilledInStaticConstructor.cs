// silent: the static constructor fills the table before anyone reads it, and nothing writes it later
public static class Crc
{
    private static readonly uint[] Table = new uint[256];

    static Crc()
    {
        for (uint i = 0; i < Table.Length; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++)
                value = (value & 1) == 0 ? value >> 1 : (value >> 1) ^ 0xEDB88320u;
            Table[i] = value;
        }
    }

    public static uint Add(uint crc, byte value) => Table[(byte)(crc ^ value)] ^ (crc >> 8);
}

public sealed record Checksum(uint Crc);

public sealed record ByteSent(byte Value);

public static class ChecksumReducer
{
    [Reducer]
    public static Checksum Apply(Checksum state, ByteSent action) => new(Crc.Add(state.Crc, action.Value));
}
