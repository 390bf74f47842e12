// silent: the memo lives for one reduction only, and the recursion counts down a number
public sealed record Stairs(long Ways);

public sealed record Climbed(int Steps);

public static class StairsReducer
{
    [Reducer]
    public static Stairs Apply(Stairs state, Climbed action) => new(Ways(Math.Clamp(action.Steps, 0, 60), new Dictionary<int, long>()));

    private static long Ways(int steps, Dictionary<int, long> memo)
    {
        if (steps <= 1)
            return 1;
        if (!memo.TryGetValue(steps, out var ways))
            memo[steps] = ways = Ways(steps - 1, memo) + Ways(steps - 2, memo);
        return ways;
    }
}
