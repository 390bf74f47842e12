// SCUT1002 Apply → new Item → Guid.NewGuid
public sealed record Item(string Name)
{
    public Guid Id { get; init; } = Guid.NewGuid();
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action)
    {
        var item = new Item(action.Text); // here
        return state with { Id = item.Id };
    }
}
