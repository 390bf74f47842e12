// SCUT1008: a lambda given to a generic fold pushes a dictionary's entries on a stack kept in state
using System.Collections.Immutable;

public static class Each
{
    public static TSeed Fold<T, TSeed>(IEnumerable<T> items, TSeed seed, Func<TSeed, T, TSeed> step)
    {
        foreach (var item in items)
            seed = step(seed, item);
        return seed;
    }
}

public sealed record Undo(ImmutableDictionary<string, string> Open, ImmutableStack<string> Closed);
public sealed record AllClosed(string By);

public static class UndoReducers
{
    [Reducer]
    public static Undo Apply(Undo state, AllClosed action) => state with { Closed = Each.Fold(state.Open, state.Closed, (stack, tab) => stack.Push(tab.Key)) }; // here
}
