// silent: lists, immutable arrays, queues, stacks and sorted sets have an order of their own
using System.Collections.Immutable;
using System.Text;

public sealed record Ordered(ImmutableArray<string> Array, ImmutableList<string> List, ImmutableQueue<string> Queue, ImmutableStack<string> Stack, ImmutableSortedSet<int> Numbers, string Text);
public sealed record Appended(string Item);

public static class OrderedReducers
{
    [Reducer]
    public static Ordered Apply(Ordered state, Appended action)
    {
        var text = new StringBuilder();
        foreach (var item in state.Array) text.Append(item);
        foreach (var item in state.List.Skip(1)) text.Append(item);
        foreach (var item in state.Queue) text.Append(item);
        foreach (var item in state.Stack) text.Append(item);
        return state with { Text = text.ToString() + state.Array.FirstOrDefault() + string.Join('|', state.List), List = [.. state.List, action.Item], Numbers = state.Numbers.Add(state.Numbers.FirstOrDefault() + 1) };
    }
}
