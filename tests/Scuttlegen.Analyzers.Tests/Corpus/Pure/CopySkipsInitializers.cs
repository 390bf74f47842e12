// silent: a with expression copies; the initialiser that draws an id does not run again
public sealed record Item(string Name)
{
    public Guid Id { get; init; } = Guid.NewGuid();
}

public static class Reducers
{
    [Reducer]
    public static Item Apply(Item state, Bumped action) => state with { Name = action.Text };
}
