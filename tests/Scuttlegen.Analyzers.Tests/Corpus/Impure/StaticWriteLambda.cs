// SCUT2003: the lambda given to a helper adds up in a static field
public sealed record Cart(int Items);

public sealed record Filled(IReadOnlyList<int> Counts);

public static class CartReducer
{
    private static int _sum;

    [Reducer]
    public static Cart Apply(Cart state, Filled action)
    {
        Visit(action.Counts, count => _sum += count); // here
        return new Cart(state.Items + action.Counts.Count);
    }

    private static void Visit(IReadOnlyList<int> counts, Action<int> visitor)
    {
        foreach (var count in counts)
            visitor(count);
    }
}
