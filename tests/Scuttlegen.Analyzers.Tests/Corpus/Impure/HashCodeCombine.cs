// SCUT1007: HashCode.Combine mixes in a random seed of the process
public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Value = HashCode.Combine(state.Value, action.By) }; // here
}
