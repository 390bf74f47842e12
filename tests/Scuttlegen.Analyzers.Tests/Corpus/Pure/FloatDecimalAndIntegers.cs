// silent: decimal and integer arithmetic is done in software or is exact
public sealed record Invoice(decimal Net, decimal Gross, int Bits, long Root);
public sealed record Item(decimal Price, uint Count);

public static class InvoiceReducers
{
    [Reducer]
    public static Invoice Apply(Invoice state, Item action)
    {
        var net = state.Net + action.Price * action.Count;
        return new Invoice(net, decimal.Round(net * 1.2m, 2, MidpointRounding.ToEven), System.Numerics.BitOperations.PopCount(action.Count), Math.DivRem(action.Count, 7L).Quotient);
    }
}
