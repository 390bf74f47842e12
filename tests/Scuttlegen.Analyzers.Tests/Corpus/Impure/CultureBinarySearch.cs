// SCUT1006: List<string>.BinarySearch looks for the place by the current culture
using System.Collections.Immutable;

public sealed record Sorted(ImmutableList<string> Items);
public sealed record Inserted(string Item);

public static class SortedReducers
{
    [Reducer]
    public static Sorted Apply(Sorted state, Inserted action)
    {
        var at = state.Items.BinarySearch(action.Item); // here
        return at >= 0 ? state : new Sorted(state.Items.Insert(~at, action.Item));
    }
}
