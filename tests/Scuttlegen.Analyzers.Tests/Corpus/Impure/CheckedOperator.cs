// SCUT1002 Apply → Step.operator ++ → Random.Next
public struct Step(int value)
{
    public int Value { get; } = value;
    public static Step operator ++(Step step) => new(step.Value + Random.Shared.Next());
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action)
    {
        var step = new Step(1);
        step++; // here
        return state with { Value = step.Value };
    }
}
