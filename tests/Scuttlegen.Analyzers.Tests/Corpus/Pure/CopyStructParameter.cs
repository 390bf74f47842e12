// silent: the helper changes its parameter, which is passed by value
public struct Counter
{
    public int Value { get; set; }
}

public static class Counters
{
    public static int Drain(Counter counter)
    {
        var steps = 0;
        while (counter.Value > 0)
        {
            counter.Value /= 2;
            steps++;
        }

        return steps;
    }
}

public sealed record Halvings(int Steps);

public sealed record Counted(Counter Counter);

public static class HalvingsReducer
{
    [Reducer]
    public static Halvings Apply(Halvings state, Counted action) => new(state.Steps + Counters.Drain(action.Counter));
}
