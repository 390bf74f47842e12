// SCUT1010: compound interest by Math.Pow, in a helper
public static class Interest
{
    public static double After(double amount, double rate, int years) => amount * Math.Pow(1 + rate, years);
}

public sealed record Savings(double Amount);
public sealed record YearsPassed(int Years);

public static class SavingsReducers
{
    [Reducer]
    public static Savings Apply(Savings state, YearsPassed action) => new(Interest.After(state.Amount, 0.02, action.Years)); // here
}
