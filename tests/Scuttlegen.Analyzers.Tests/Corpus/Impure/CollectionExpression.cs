// SCUT1003 Apply → Bag.Add → Console.WriteLine
using System.Collections;

public sealed class Bag : IEnumerable<int>
{
    public int Count { get; private set; }
    public void Add(int item) { Count++; Console.WriteLine(item); }
    public IEnumerator<int> GetEnumerator() { yield break; }
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action)
    {
        Bag bag = [1, 2]; // here
        return state with { Value = bag.Count };
    }
}
