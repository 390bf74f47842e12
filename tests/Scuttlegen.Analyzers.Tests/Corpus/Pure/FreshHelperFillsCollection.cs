// silent: the helper mutates its parameter, which the reducer made
using System.Collections.Immutable;

public sealed record Primes(ImmutableList<int> Found);

public sealed record Searched(int UpTo);

public static class Sieve
{
    public static void Collect(ICollection<int> into, int upTo)
    {
        for (var n = 2; n <= upTo; n++)
        {
            if (IsPrime(n))
                into.Add(n);
        }
    }

    private static bool IsPrime(int n)
    {
        for (var d = 2; d * d <= n; d++)
        {
            if (n % d == 0)
                return false;
        }

        return true;
    }
}

public static class PrimesReducer
{
    [Reducer]
    public static Primes Apply(Primes state, Searched action)
    {
        var found = new List<int>();
        Sieve.Collect(found, action.UpTo);
        return new Primes([.. found]);
    }
}
