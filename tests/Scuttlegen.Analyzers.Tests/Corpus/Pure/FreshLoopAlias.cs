// silent: the two names swap, but both arrays were made here
public sealed record Distance(int Edits);

public sealed record Compared(string Left, string Right);

public static class DistanceReducer
{
    [Reducer]
    public static Distance Apply(Distance state, Compared action)
    {
        var previous = new int[action.Right.Length + 1];
        var current = new int[previous.Length];
        for (var j = 0; j < previous.Length; j++)
            previous[j] = j;
        for (var i = 1; i <= action.Left.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j < current.Length; j++)
            {
                var cost = action.Left[i - 1] == action.Right[j - 1] ? 0 : 1;
                current[j] = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + cost);
            }

            (previous, current) = (current, previous);
        }

        return new Distance(previous[^1]);
    }
}
