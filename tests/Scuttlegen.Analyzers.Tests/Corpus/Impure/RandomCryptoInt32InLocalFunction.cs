// SCUT1002: a local function flips a cryptographic coin
using System.Security.Cryptography;

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action)
    {
        return Flip() ? state with { Value = state.Value + action.By } : state;

        static bool Flip()
        {
            return RandomNumberGenerator.GetInt32(2) == 1; // here
        }
    }
}
