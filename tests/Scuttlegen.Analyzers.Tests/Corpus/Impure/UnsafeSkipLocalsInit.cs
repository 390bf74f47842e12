// SCUT1015: with SkipLocalsInit a stackalloc holds what was on the stack before
using System.Runtime.CompilerServices;

public static class Scratch
{
    [SkipLocalsInit]
    public static int Sum(int count)
    {
        Span<int> numbers = stackalloc int[16];
        for (var i = 0; i < count && i < numbers.Length; i++)
            numbers[i] = i;
        var sum = 0;
        foreach (var number in numbers)
            sum += number;
        return sum;
    }
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Value = Scratch.Sum(action.By) }; // here
}
