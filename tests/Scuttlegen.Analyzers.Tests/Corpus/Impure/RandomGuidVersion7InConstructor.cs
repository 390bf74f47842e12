// SCUT1002: the constructor of an invoice line gives itself a time-ordered random id
using System.Collections.Immutable;

public sealed class InvoiceLine
{
    public InvoiceLine(string text) { Text = text; Id = Guid.CreateVersion7(DateTimeOffset.UnixEpoch); }
    public string Text { get; }
    public Guid Id { get; }
}

public sealed record Invoice(ImmutableArray<InvoiceLine> Lines);
public sealed record LineAdded(string Text);

public static class InvoiceReducers
{
    [Reducer]
    public static Invoice Apply(Invoice state, LineAdded action) => state with { Lines = state.Lines.Add(new InvoiceLine(action.Text)) }; // here
}
