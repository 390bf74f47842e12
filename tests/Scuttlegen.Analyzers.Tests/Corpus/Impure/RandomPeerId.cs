// SCUT1002 Apply → PeerId.NewRandom
public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => PeerId.NewRandom() == default ? state : state with { Value = 1 }; // here
}
