// SCUT1009: a stable OrderBy is undone by a List.Sort on a coarser key
using System.Collections.Immutable;

public sealed record Item(string Name, uint Group);
public sealed record Listing(ImmutableArray<Item> Items);
public sealed record ItemListed(string Name, uint Group);

public static class ListingReducers
{
    [Reducer]
    public static Listing Apply(Listing state, ItemListed action)
    {
        var items = state.Items.Add(new Item(action.Name, action.Group)).OrderBy(item => item.Name, StringComparer.Ordinal).ToList();
        items.Sort((a, b) => a.Group.CompareTo(b.Group)); // here
        return new Listing([.. items]);
    }
}
