// SCUT2002: writes through IList to whatever list the action brought
public sealed record Sum(long Value);

public sealed record Numbers(IList<int> Values);

public static class SumReducer
{
    [Reducer]
    public static Sum Apply(Sum state, Numbers action)
    {
        var total = state.Value;
        while (action.Values.Count > 0)
        {
            total += action.Values[^1];
            action.Values.RemoveAt(action.Values.Count - 1); // here
        }

        return new Sum(total);
    }
}
