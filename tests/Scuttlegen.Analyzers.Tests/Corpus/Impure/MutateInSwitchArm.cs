// SCUT2002, SCUT4002: one arm of the switch calls a helper that removes from the state's list
public sealed record Todo(List<string> Items); // here

public sealed record TodoEdited(string Verb, string Item);

public static class Todos
{
    public static Todo Added(Todo todo, string item) => new([.. todo.Items, item]);

    public static Todo Removed(Todo todo, string item)
    {
        todo.Items.Remove(item);
        return todo;
    }
}

public static class TodoReducer
{
    [Reducer]
    public static Todo Apply(Todo state, TodoEdited action) => action.Verb switch
    {
        "add" => Todos.Added(state, action.Item),
        "remove" => Todos.Removed(state, action.Item), // here
        _ => state,
    };
}
