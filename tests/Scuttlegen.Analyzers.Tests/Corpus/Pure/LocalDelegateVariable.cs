// silent: delegates in locals, an array of them, and one returned by a helper
public sealed record Price(int Cents);

public sealed record Discounted(int Percent, bool Rounded);

public static class Pricing
{
    public static Func<int, int> Off(int percent) => cents => cents - cents * percent / 100;

    public static Func<int, int> Then(this Func<int, int> first, Func<int, int> second) => cents => second(first(cents));
}

public static class PriceReducer
{
    [Reducer]
    public static Price Apply(Price state, Discounted action)
    {
        var change = Pricing.Off(action.Percent);
        if (action.Rounded)
            change = change.Then(static cents => cents / 5 * 5);
        Func<int, int>[] all = [change, Math.Abs];
        var cents = state.Cents;
        foreach (var one in all)
            cents = one(cents);
        return new Price(cents);
    }
}
