// silent: the recursion halves its range, and its depth is the logarithm of a number
public sealed record Root(int Value);

public sealed record NumberGiven(int Number);

public static class RootReducer
{
    [Reducer]
    public static Root Apply(Root state, NumberGiven action) => action.Number < 0 ? state : new(Search(action.Number, 0, 46340));

    private static int Search(int number, int low, int high)
    {
        if (low == high)
            return low;
        var middle = low + (high - low + 1) / 2;
        return middle * middle <= number ? Search(number, middle, high) : Search(number, low, middle - 1);
    }
}
