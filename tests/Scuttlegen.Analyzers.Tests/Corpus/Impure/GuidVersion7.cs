// SCUT1002 Apply → Guid.CreateVersion7
public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Id = Guid.CreateVersion7() }; // here
}
