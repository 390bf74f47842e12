// silent: the list is the reducer's own until it is frozen
using System.Collections.Immutable;

public sealed record Cart(ImmutableArray<string> Lines);

public sealed record Added(string Sku, int Count);

public static class CartReducer
{
    [Reducer]
    public static Cart Apply(Cart state, Added action)
    {
        var lines = new List<string>(state.Lines.Length + action.Count);
        lines.AddRange(state.Lines);
        for (var i = 0; i < action.Count; i++)
            lines.Add(action.Sku);
        lines.Reverse();
        return new Cart(lines.ToImmutableArray());
    }
}
