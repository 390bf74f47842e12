// SCUT1015: Unsafe.SizeOf of a struct with a native-sized member
using System.Runtime.CompilerServices;

public struct Slot { public nint Handle; public int Length; }

public sealed record Budget(int Bytes);
public sealed record BudgetSet(int Slots);

public static class BudgetReducers
{
    [Reducer]
    public static Budget Apply(Budget state, BudgetSet action) => new(action.Slots * Unsafe.SizeOf<Slot>()); // here
}
