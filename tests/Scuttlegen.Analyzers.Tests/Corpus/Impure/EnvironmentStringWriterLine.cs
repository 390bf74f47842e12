// SCUT1005: a StringWriter's WriteLine uses the platform's newline, three calls down
public sealed record Receipt(string Text);
public sealed record Paid(string Customer);

public static class Printing
{
    public static string Receipt(string customer) => Print(customer);
    private static string Print(string customer)
    {
        using var writer = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);
        Header(writer, customer);
        return writer.ToString();
    }

    private static void Header(StringWriter writer, string customer) => writer.WriteLine(customer);
}

public static class ReceiptReducers
{
    [Reducer]
    public static Receipt Apply(Receipt state, Paid action) => new(Printing.Receipt(action.Customer)); // here
}
