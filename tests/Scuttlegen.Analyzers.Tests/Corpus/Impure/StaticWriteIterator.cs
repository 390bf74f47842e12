// SCUT2003: the iterator keeps its progress in a static field
public sealed record Import(int Sum);

public sealed record Imported(IReadOnlyList<int> Rows);

public static class Importer
{
    private static int _progress;

    public static IEnumerable<int> Rows(IReadOnlyList<int> rows)
    {
        _progress = 0;
        foreach (var row in rows)
        {
            _progress++;
            yield return row;
        }
    }
}

public static class ImportReducer
{
    [Reducer]
    public static Import Apply(Import state, Imported action) => new(Importer.Rows(action.Rows).Sum()); // here
}
