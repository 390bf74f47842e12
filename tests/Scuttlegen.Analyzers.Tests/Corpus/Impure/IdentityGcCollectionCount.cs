// SCUT1012: the number of collections so far, in a property
public static class Pressure
{
    public static bool High => GC.CollectionCount(2) > 10;
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => Pressure.High ? state : state with { Value = state.Value + action.By }; // here
}
