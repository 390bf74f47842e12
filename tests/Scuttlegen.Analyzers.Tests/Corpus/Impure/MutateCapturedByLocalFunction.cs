// SCUT2002, SCUT4002: the local function adds to the captured state's list
public sealed record Graph(List<(int, int)> Edges); // here

public sealed record Connected(int From, int To);

public static class GraphReducer
{
    [Reducer]
    public static Graph Apply(Graph state, Connected action)
    {
        Link(action.From, action.To);
        Link(action.To, action.From);
        return state;

        void Link(int from, int to) => state.Edges.Add((from, to)); // here
    }
}
