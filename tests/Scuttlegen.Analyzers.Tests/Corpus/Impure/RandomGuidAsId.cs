// SCUT1002: each peer invents another id for the same document
public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Id = Guid.NewGuid() }; // here
}
