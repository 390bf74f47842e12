// SCUT2006: a closure over the action is stored in the state
public sealed record Filter(Func<int, bool> Matches);

public sealed record FilterSet(int Minimum);

public static class FilterReducer
{
    [Reducer]
    public static Filter Apply(Filter state, FilterSet action) => new(value => value >= action.Minimum); // here
}
