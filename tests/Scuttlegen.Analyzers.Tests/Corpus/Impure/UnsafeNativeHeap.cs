// SCUT1015: Marshal.AllocHGlobal memory is read before it is written
using System.Runtime.InteropServices;

public static class NativeScratch
{
    public static byte Peek(int size)
    {
        var memory = Marshal.AllocHGlobal(size);
        try { return Marshal.ReadByte(memory); }
        finally { Marshal.FreeHGlobal(memory); }
    }
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Value = NativeScratch.Peek(16 + action.By) }; // here
}
