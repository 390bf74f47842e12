// SCUT1002 Apply → Draws.GetEnumerator → Random.Next
using System.Collections;

public sealed class Draws : IEnumerable<int>
{
    IEnumerator<int> IEnumerable<int>.GetEnumerator() { yield return Random.Shared.Next(); }
    IEnumerator IEnumerable.GetEnumerator() => throw new NotSupportedException();
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Value = new Draws().Sum() }; // here
}
