// SCUT2005: the helper that returns IReadOnlyList returns a List
public sealed record Timeline(IReadOnlyList<int> Marks);

public sealed record Marked(int At);

public static class Inserting
{
    public static IReadOnlyList<int> Sorted(IReadOnlyList<int> marks, int at)
    {
        var result = new List<int>(marks.Count + 1);
        result.AddRange(marks);
        result.Add(at);
        result.Sort();
        return result;
    }
}

public static class TimelineReducer
{
    [Reducer]
    public static Timeline Apply(Timeline state, Marked action) => new(Inserting.Sorted(state.Marks, action.At)); // here
}
