// SCUT1007: StringComparer.Ordinal compares alike everywhere but hashes with the process's seed
public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Value = StringComparer.Ordinal.GetHashCode(action.Text) }; // here
}
