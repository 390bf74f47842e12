// silent: queries, tuples, patterns, deconstruction of records
public sealed record Point(int X, int Y);

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action)
    {
        var (x, y) = new Point(action.By, 2);
        (x, y) = (y, x);
        return (new Point(x, y), state) switch
        {
            ((0, _), _) => state,
            ({ X: > 3 } p, { Text: [.., 'z'] }) => state with { Value = p.X },
            _ => state with { Value = Enumerable.Range(0, y).Where(n => n % 2 == 0).Sum() },
        };
    }
}
