// SCUT1012: a limit by the bytes now on the heap
public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => GC.GetTotalMemory(false) > 1 << 30 ? state : state with { Value = state.Value + action.By }; // here
}
