// silent: OrderBy is stable, and an ordered list gives its ties one order
using System.Collections.Immutable;

public sealed record Todo(string Title, int Priority);
public sealed record Board(ImmutableList<Todo> Todos, Todo? Next);
public sealed record TodoAdded(string Title, int Priority);

public static class BoardReducers
{
    [Reducer]
    public static Board Apply(Board state, TodoAdded action)
    {
        var todos = state.Todos.Add(new Todo(action.Title, action.Priority)).OrderBy(todo => todo.Priority).ToImmutableList();
        return new Board(todos, todos.MaxBy(todo => todo.Priority) ?? todos.FirstOrDefault());
    }
}
