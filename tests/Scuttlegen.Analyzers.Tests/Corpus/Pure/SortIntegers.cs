// silent: an unstable sort of integers: equal ones cannot be told apart
using System.Collections.Immutable;

public sealed record Dice(ImmutableArray<int> Rolls);
public sealed record Rolled(int Value);

public static class DiceReducers
{
    [Reducer]
    public static Dice Apply(Dice state, Rolled action)
    {
        var rolls = state.Rolls.Add(action.Value).ToList();
        rolls.Sort();
        int[] array = [.. rolls];
        Array.Sort(array);
        array.AsSpan().Sort();
        return new Dice([.. array]);
    }
}
