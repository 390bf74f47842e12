// SCUT2002, SCUT4002: adds the line to the cart's own list and returns the same cart
public sealed record Cart(List<string> Lines); // here

public sealed record LineAdded(string Sku);

public static class CartReducer
{
    [Reducer]
    public static Cart Apply(Cart state, LineAdded action)
    {
        state.Lines.Add(action.Sku); // here
        return state;
    }
}
