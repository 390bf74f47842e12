// SCUT1006: an extension Deconstruct on decimal splits its cultural text
public static class PriceParts
{
    public static void Deconstruct(this decimal price, out string text, out int length)
    {
        text = price.ToString();
        length = text.Length;
    }
}

public sealed record Sign(string Text, int Width);
public sealed record Priced(decimal Amount);

public static class SignReducers
{
    [Reducer]
    public static Sign Apply(Sign state, Priced action)
    {
        var (text, width) = action.Amount; // here
        return new Sign(text, width);
    }
}
