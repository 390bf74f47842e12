// SCUT1001: a query's where clause compares due dates with now
using System.Collections.Immutable;

public sealed record Todo(string Title, DateTime Due);
public sealed record Board(ImmutableList<Todo> Todos, ImmutableList<string> Overdue);
public sealed record Swept(string By);

public static class BoardReducers
{
    [Reducer]
    public static Board Apply(Board state, Swept action)
    {
        var overdue = from todo in state.Todos
                      where todo.Due < DateTime.UtcNow // here
                      select todo.Title;
        return state with { Overdue = overdue.ToImmutableList() };
    }
}
