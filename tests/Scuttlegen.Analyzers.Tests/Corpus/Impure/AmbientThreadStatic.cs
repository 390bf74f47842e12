// SCUT1016: a [ThreadStatic] field is another one on each thread
public static class Tenant
{
    [ThreadStatic] private static string? s_current;
    public static string Current => s_current ?? "default";
}

public sealed record Invoice(string Tenant);
public sealed record InvoiceMade(string Number);

public static class InvoiceReducers
{
    [Reducer]
    public static Invoice Apply(Invoice state, InvoiceMade action) => new(Tenant.Current); // here
}
