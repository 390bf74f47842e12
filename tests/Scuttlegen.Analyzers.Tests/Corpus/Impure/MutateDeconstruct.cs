// SCUT2002: Deconstruct takes the next value off the action's queue
public sealed record Pump(int Last);

public sealed class Pumped
{
    private readonly Queue<int> _values = new();

    public void Deconstruct(out int first, out int rest)
    {
        _values.TryDequeue(out first);
        rest = _values.Count;
    }
}

public static class PumpReducer
{
    [Reducer]
    public static Pump Apply(Pump state, Pumped action)
    {
        var (first, rest) = action; // here
        return new Pump(first + rest);
    }
}
