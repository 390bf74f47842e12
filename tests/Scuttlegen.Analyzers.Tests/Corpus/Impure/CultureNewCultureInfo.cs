// SCUT1006: new CultureInfo reads the machine's data and the user's overrides
using System.Globalization;

public sealed record Bill(string Total);
public sealed record Billed(decimal Total);

public static class Money
{
    public static string Euro(decimal amount) => amount.ToString("C", new CultureInfo("de-DE"));
}

public static class BillReducers
{
    [Reducer]
    public static Bill Apply(Bill state, Billed action) => new(Money.Euro(action.Total)); // here
}
