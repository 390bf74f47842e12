// SCUT1002 Apply → Draws.GetEnumerator → Random.Next
using System.Collections;

public sealed class Draws : IEnumerable<int>
{
    public IEnumerator<int> GetEnumerator() { yield return Random.Shared.Next(); }
    IEnumerator IEnumerable.GetEnumerator() => throw new NotSupportedException();
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action)
    {
        var draws = new Draws();
        int[] all = [.. draws]; // here
        return state with { Value = all[0] };
    }
}
