// SCUT2002, SCUT4002: the fresh array's elements are the state's lists
public sealed record Kanban(List<int> Todo, List<int> Done); // here

public sealed record CardMoved(int Card, int Column);

public static class KanbanReducer
{
    [Reducer]
    public static Kanban Apply(Kanban state, CardMoved action)
    {
        var columns = new[] { state.Todo, state.Done };
        columns[action.Column].Add(action.Card); // here
        return state with { };
    }
}
