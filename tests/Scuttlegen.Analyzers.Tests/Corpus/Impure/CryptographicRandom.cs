// SCUT1002 Apply → RandomNumberGenerator.GetInt32
using System.Security.Cryptography;

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Value = RandomNumberGenerator.GetInt32(6) }; // here
}
