// SCUT2003: the fresh list escapes into a static, where others can see it
public sealed record Search(int Hits);

public sealed record Searched(string Text);

public static class Results
{
    private static List<int>? _latest;

    public static void Publish(List<int> hits) => _latest = hits;
}

public static class SearchReducer
{
    [Reducer]
    public static Search Apply(Search state, Searched action)
    {
        var hits = new List<int> { action.Text.Length };
        Results.Publish(hits); // here
        return new Search(hits.Count);
    }
}
