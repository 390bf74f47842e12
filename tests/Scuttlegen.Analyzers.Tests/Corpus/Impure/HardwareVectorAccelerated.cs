// SCUT1005: Vector.IsHardwareAccelerated chooses the block size that is stored
using System.Numerics;

public sealed record Blocks(int Size);
public sealed record Tuned(string By);

public static class BlockReducers
{
    [Reducer]
    public static Blocks Apply(Blocks state, Tuned action) => new(Vector.IsHardwareAccelerated ? 64 : 16); // here
}
