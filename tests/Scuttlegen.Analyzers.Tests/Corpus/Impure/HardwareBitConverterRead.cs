// SCUT1005: BitConverter.ToInt32 reads the bytes in the machine's order
using System.Collections.Immutable;

public sealed record Header(int Length);
public sealed record HeaderRead(ImmutableArray<byte> Bytes);

public static class HeaderReducers
{
    [Reducer]
    public static Header Apply(Header state, HeaderRead action) => new(BitConverter.ToInt32(action.Bytes.AsSpan())); // here
}
