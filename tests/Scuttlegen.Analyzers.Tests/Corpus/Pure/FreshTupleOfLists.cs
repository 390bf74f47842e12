// silent: both lists in the tuple are fresh
using System.Collections.Immutable;

public sealed record Split(ImmutableArray<int> Even, ImmutableArray<int> Odd);

public sealed record NumbersGiven(ImmutableArray<int> Numbers);

public static class SplitReducer
{
    [Reducer]
    public static Split Apply(Split state, NumbersGiven action)
    {
        var parts = (Even: new List<int>(), Odd: new List<int>());
        foreach (var number in action.Numbers)
            (number % 2 == 0 ? parts.Even : parts.Odd).Add(number);
        var (even, odd) = parts;
        even.Sort();
        odd.Sort();
        return new Split([.. even], [.. odd]);
    }
}
