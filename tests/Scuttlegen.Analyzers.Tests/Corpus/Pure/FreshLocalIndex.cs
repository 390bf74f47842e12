// silent: the dictionary is only looked up
using System.Collections.Immutable;

public sealed record Item(int Id, int Price);

public sealed record Shop(ImmutableList<Item> Items, long Turnover);

public sealed record Sold(ImmutableArray<int> Ids);

public static class ShopReducer
{
    [Reducer]
    public static Shop Apply(Shop state, Sold action)
    {
        var byId = new Dictionary<int, Item>(state.Items.Count);
        foreach (var item in state.Items)
            byId[item.Id] = item;
        var turnover = state.Turnover;
        foreach (var id in action.Ids)
        {
            if (byId.Remove(id, out var item))
                turnover += item.Price;
        }

        return state with { Turnover = turnover };
    }
}
