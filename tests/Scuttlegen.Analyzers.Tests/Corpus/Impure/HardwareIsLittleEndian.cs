// SCUT1005: a branch on BitConverter.IsLittleEndian ends in the state
public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Value = BitConverter.IsLittleEndian ? action.By : -action.By }; // here
}
