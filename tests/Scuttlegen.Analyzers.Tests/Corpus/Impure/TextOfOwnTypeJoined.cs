// SCUT1001, SCUT1006: string.Join, string.Format and StringBuilder call ToString of what they are given.
using System.Globalization;
using System.Text;

public sealed class Price(decimal amount)
{
    public override string ToString() => amount.ToString("C");
}

public sealed class Moment
{
    public override string ToString() => DateTime.UtcNow.ToString("O", CultureInfo.InvariantCulture);
}

public sealed record Receipt(string Text);

public sealed record Sold(decimal Amount);

public static class ReceiptReducer
{
    [Reducer]
    public static Receipt Apply(Receipt state, Sold action)
    {
        var prices = new List<Price> { new(action.Amount) };
        var line = string.Join(", ", prices); // here
        var pair = string.Join(';', new Price(1), new Price(action.Amount)); // here
        var stamped = string.Format(CultureInfo.InvariantCulture, "{0} at {1}", line, new Moment()); // here
        return new Receipt(new StringBuilder(stamped).Append(new Price(2)).Append(pair).ToString()); // here
    }
}
