// SCUT1002 Apply → Sums.Add → Money.operator + → Random.Next
using System.Numerics;

public readonly record struct Money(long Amount) : IAdditionOperators<Money, Money, Money>
{
    public static Money operator +(Money a, Money b) => new(a.Amount + b.Amount + Random.Shared.Next());
}

public static class Sums
{
    public static T Add<T>(T a, T b) where T : IAdditionOperators<T, T, T> => a + b;
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Value = Sums.Add(new Money(1), new Money(2)).Amount }; // here
}
