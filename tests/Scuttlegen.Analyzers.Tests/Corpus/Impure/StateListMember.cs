// SCUT4002: a List in the state, though this reducer copies it
public sealed record Cart(List<string> Lines); // here

public sealed record LineAdded(string Line);

public static class CartReducer
{
    [Reducer]
    public static Cart Apply(Cart state, LineAdded action) => new([.. state.Lines, action.Line]);
}
