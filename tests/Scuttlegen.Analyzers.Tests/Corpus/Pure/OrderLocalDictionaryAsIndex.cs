// silent: a dictionary is built as an index over a list, and the list is walked
using System.Collections.Immutable;

public sealed record Order(string Id, string Customer);
public sealed record Orders(ImmutableList<Order> All, ImmutableArray<string> Latest);
public sealed record Ordered(string Id, string Customer);

public static class OrderReducers
{
    [Reducer]
    public static Orders Apply(Orders state, Ordered action)
    {
        var all = state.All.Add(new Order(action.Id, action.Customer));
        var byCustomer = new Dictionary<string, string>();
        foreach (var order in all)
            byCustomer[order.Customer] = order.Id;
        return new Orders(all, [.. all.Where(order => byCustomer[order.Customer] == order.Id).Select(order => order.Id)]);
    }
}
