using System;
using System.Collections.Immutable;
using Scuttlegen;

namespace Shopping;

/// <summary>Something was put into the cart.</summary>
/// <param name="Name">What.</param>
/// <param name="Price">For how much each.</param>
/// <param name="Tags">How it is filed.</param>
[GossipAction("cart.added")]
public sealed partial record Added(string Name, decimal Price, ImmutableArray<string> Tags);

/// <summary>It was thought better of.</summary>
[GossipAction]
public readonly partial record struct Emptied(Guid Order, DateTimeOffset At, string? Reason);

/// <summary>What is in the cart.</summary>
/// <param name="Total">What it costs.</param>
/// <param name="Items">How many things there are.</param>
public sealed record Cart(decimal Total, int Items)
{
    /// <summary>Nothing.</summary>
    public static Cart Initial { get; } = new(0, 0);
}

/// <summary>The shop.</summary>
/// <param name="Cart">The cart.</param>
/// <param name="Emptyings">How often it was emptied.</param>
public sealed record Shop(Cart Cart, int Emptyings);

/// <summary>What becomes of it.</summary>
public static class Reducers
{
    /// <summary>Adds.</summary>
    [Reducer]
    public static Cart Apply(Cart state, Added action)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(action);
        return state with { Total = state.Total + action.Price, Items = state.Items + 1 };
    }

    /// <summary>Empties.</summary>
    [Reducer]
    public static Cart Apply(Cart state, Emptied action) => Cart.Initial;

    /// <summary>Counts.</summary>
    [Reducer(Slice = nameof(Shop.Emptyings))]
    public static int Apply(int state, Emptied action) => state + 1;
}

/// <summary>The store.</summary>
[GossipStore(typeof(Shop))]
public sealed partial class ShopStore
{
}

/// <summary>The counter.</summary>
public static class Counter
{
    /// <summary>Sells tea.</summary>
    /// <param name="store">From this store.</param>
    public static Stamp Sell(ShopStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        return store.Dispatch(new Added("tea", 3.50m, ImmutableArray<string>.Empty));
    }
}
