// SCUT1008: a spread of a dictionary's values between two fixed elements
using System.Collections.Immutable;

public sealed record Menu(ImmutableDictionary<string, string> Items, ImmutableList<string> Shown);
public sealed record ItemAdded(string Key, string Text);

public static class MenuReducers
{
    [Reducer]
    public static Menu Apply(Menu state, ItemAdded action)
    {
        var items = state.Items.SetItem(action.Key, action.Text);
        return new Menu(items, ["top", .. items.Values, "bottom"]); // here
    }
}
