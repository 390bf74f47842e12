// SCUT1001 Apply → Cursor.MoveNext → DateTime.UtcNow
public readonly struct Days
{
    public Cursor GetEnumerator() => default;
}

public struct Cursor
{
    private int _index;
    public readonly int Current => _index;
    public bool MoveNext() => ++_index < DateTime.UtcNow.Day;
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action)
    {
        var sum = 0;
        foreach (var day in new Days()) // here
            sum += day;
        return state with { Value = sum };
    }
}
