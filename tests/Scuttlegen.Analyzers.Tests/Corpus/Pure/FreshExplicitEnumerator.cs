// silent: moving an enumerator of an immutable list changes only the enumerator
using System.Collections.Immutable;

public sealed record Merged(ImmutableList<int> Sorted);

public sealed record More(ImmutableList<int> Sorted);

public static class MergedReducer
{
    [Reducer]
    public static Merged Apply(Merged state, More action)
    {
        var result = ImmutableList.CreateBuilder<int>();
        using var left = state.Sorted.GetEnumerator();
        using var right = action.Sorted.GetEnumerator();
        bool hasLeft = left.MoveNext(), hasRight = right.MoveNext();
        while (hasLeft || hasRight)
        {
            if (!hasRight || (hasLeft && left.Current <= right.Current))
            {
                result.Add(left.Current);
                hasLeft = left.MoveNext();
            }
            else
            {
                result.Add(right.Current);
                hasRight = right.MoveNext();
            }
        }

        return new Merged(result.ToImmutable());
    }
}
