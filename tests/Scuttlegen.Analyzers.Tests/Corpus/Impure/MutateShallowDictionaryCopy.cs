// SCUT2002, SCUT4002: the dictionary is copied, the lists in it are not
public sealed record Orders(Dictionary<int, List<int>> ByTable); // here

public sealed record Ordered(int Table, int Dish);

public static class OrdersReducer
{
    [Reducer]
    public static Orders Apply(Orders state, Ordered action)
    {
        var copy = new Dictionary<int, List<int>>(state.ByTable);
        copy[action.Table].Add(action.Dish); // here
        return new Orders(copy);
    }
}
