// SCUT1010: BigInteger.Log in a guard
using System.Numerics;

public sealed record Mine(ulong Difficulty);
public sealed record BlockFound(ulong Work);

public static class MineGuards
{
    [Guard]
    public static bool Enough(Mine state, BlockFound action) => BigInteger.Log(action.Work, 2) >= state.Difficulty; // here
}
