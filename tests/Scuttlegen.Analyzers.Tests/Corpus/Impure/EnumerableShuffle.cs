// SCUT1002 Apply → Enumerable.Shuffle
public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Value = new[] { 1, 2, 3 }.Shuffle().First() }; // here
}
