// SCUT2002: the indexer remembers what it computed in a dictionary of the state
public sealed record Fibonacci(long Last)
{
    private readonly Dictionary<int, long> _known = new();

    public long this[int n]
    {
        get
        {
            if (!_known.TryGetValue(n, out var value))
            {
                long a = 0, b = 1;
                for (var i = 0; i < n; i++)
                    (a, b) = (b, a + b);
                _known[n] = value = a;
            }

            return value;
        }
    }
}

public sealed record Asked(int N);

public static class FibonacciReducer
{
    [Reducer]
    public static Fibonacci Apply(Fibonacci state, Asked action) => state with { Last = state[action.N] }; // here
}
