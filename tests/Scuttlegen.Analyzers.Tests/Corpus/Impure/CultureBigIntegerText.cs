// SCUT1006: BigInteger.ToString() of a negative number
using System.Numerics;

public sealed record Debt(string Text);
public sealed record Owed(ulong Amount);

public static class DebtReducers
{
    [Reducer]
    public static Debt Apply(Debt state, Owed action) => new((-new BigInteger(action.Amount)).ToString()); // here
}
