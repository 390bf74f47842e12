// SCUT1002 Apply → Bags.Create → Random.Next
using System.Collections;
using System.Runtime.CompilerServices;

[CollectionBuilder(typeof(Bags), nameof(Bags.Create))]
public sealed class Bag(int first) : IEnumerable<int>
{
    public int First => first;
    public IEnumerator<int> GetEnumerator() { yield return first; }
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

public static class Bags
{
    public static Bag Create(ReadOnlySpan<int> items) => new(items[Random.Shared.Next(items.Length)]);
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action)
    {
        Bag bag = [1, 2]; // here
        return state with { Value = bag.First };
    }
}
