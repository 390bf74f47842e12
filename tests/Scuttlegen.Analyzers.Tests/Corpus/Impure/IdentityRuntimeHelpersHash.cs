// SCUT1012: RuntimeHelpers.GetHashCode is the object's identity
using System.Runtime.CompilerServices;

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Value = RuntimeHelpers.GetHashCode(action) }; // here
}
