// silent: what is joined and formatted says itself, and by no culture, what it looks like
using System.Globalization;
using System.Text;

public sealed class Price(decimal amount)
{
    public override string ToString() => amount.ToString("0.00", CultureInfo.InvariantCulture);
}

public sealed record Receipt(string Text);

public sealed record Sold(decimal Amount, string[] Notes);

public static class ReceiptReducer
{
    [Reducer]
    public static Receipt Apply(Receipt state, Sold action)
    {
        var prices = new List<Price> { new(action.Amount) };
        var text = new StringBuilder(string.Join(", ", prices)).Append(new Price(2)).AppendJoin(' ', action.Notes);
        return new Receipt(string.Format(CultureInfo.InvariantCulture, "{0}: {1}", text, new Price(1)) + string.Concat(action.Notes));
    }
}
