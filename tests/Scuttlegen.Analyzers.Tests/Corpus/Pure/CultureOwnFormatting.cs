// silent: a type's own ToString writes its number with the invariant culture, and is interpolated
using System.Globalization;

public readonly record struct Money(decimal Amount, string Currency)
{
    public override string ToString() => Amount.ToString("0.00", CultureInfo.InvariantCulture) + " " + Currency;
}

public sealed record Bill(string Text);
public sealed record Billed(decimal Amount);

public static class BillReducers
{
    [Reducer]
    public static Bill Apply(Bill state, Billed action) => new($"due: {new Money(action.Amount, "EUR")}");
}
