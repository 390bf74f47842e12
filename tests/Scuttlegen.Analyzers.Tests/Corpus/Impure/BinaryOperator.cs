// SCUT1002 Apply → Money.operator + → Random.NextDouble
public readonly record struct Money(double Amount)
{
    public static Money operator +(Money a, Money b) => new(a.Amount + b.Amount + Random.Shared.NextDouble());
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Value = (long)(new Money(1) + new Money(2)).Amount }; // here
}
