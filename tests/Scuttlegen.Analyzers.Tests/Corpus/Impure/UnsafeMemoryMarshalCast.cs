// SCUT1015: MemoryMarshal.Cast lays bytes over ints in the machine's byte order
using System.Collections.Immutable;
using System.Runtime.InteropServices;

public sealed record Tape(long Total);
public sealed record TapeRead(ImmutableArray<byte> Bytes);

public static class TapeReducers
{
    [Reducer]
    public static Tape Apply(Tape state, TapeRead action)
    {
        long total = 0;
        foreach (var word in MemoryMarshal.Cast<byte, int>(action.Bytes.AsSpan())) // here
            total += word;
        return new Tape(total);
    }
}
