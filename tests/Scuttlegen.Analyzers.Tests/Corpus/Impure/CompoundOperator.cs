// SCUT1002 Apply → Money.operator + → Random.Next
public readonly record struct Money(long Amount)
{
    public static Money operator +(Money a, int b) => new(a.Amount + b + Random.Shared.Next());
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action)
    {
        var money = new Money(state.Value);
        money += action.By; // here
        return state with { Value = money.Amount };
    }
}
