// SCUT2002, SCUT4002: the increment hides in an argument
public sealed class Numbering
{
    public int Last { get; set; } // here
}

public sealed record Invoice(Numbering Numbers, int Number);

public sealed record Issued;

public static class InvoiceReducer
{
    [Reducer]
    public static Invoice Apply(Invoice state, Issued action) => state with { Number = Math.Max(1, ++state.Numbers.Last) }; // here
}
