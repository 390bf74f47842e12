// SCUT2003: the verifier remembers the ids it has seen
public sealed record Payed(int Id);

public sealed record Total(int Count);

public static class TotalReducer
{
    private static readonly SortedSet<int> Seen = [];

    [Verifier]
    public static bool Fresh(Payed action, Update update) => Seen.Add(action.Id); // here

    [Reducer]
    public static Total Apply(Total state, Payed action) => new(state.Count + 1);
}
