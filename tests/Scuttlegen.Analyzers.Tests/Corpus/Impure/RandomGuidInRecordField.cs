// SCUT1002: a column's id is a field initialiser that makes a new Guid for every instance
using System.Collections.Immutable;

public sealed record Column(string Title)
{
    public Guid Id { get; } = Guid.NewGuid();
}

public sealed record Kanban(ImmutableList<Column> Columns);
public sealed record ColumnAdded(string Title);

public static class KanbanReducers
{
    [Reducer]
    public static Kanban Apply(Kanban state, ColumnAdded action)
    {
        var column = new Column(action.Title); // here
        return state with { Columns = state.Columns.Add(column) };
    }
}
