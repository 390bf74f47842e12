// SCUT1012: two boxed numbers are compared with == in a helper over object
public static class Boxes
{
    public static bool Same(object left, object right) => left == right;
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => Boxes.Same(state.Value, (long)action.By) ? state : state with { Value = action.By }; // here
}
