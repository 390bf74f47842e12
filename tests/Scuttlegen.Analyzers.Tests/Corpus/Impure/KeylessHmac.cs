// SCUT1002 Apply → new HMACSHA256
public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action)
    {
        using var hash = new System.Security.Cryptography.HMACSHA256(); // here
        return state;
    }
}
