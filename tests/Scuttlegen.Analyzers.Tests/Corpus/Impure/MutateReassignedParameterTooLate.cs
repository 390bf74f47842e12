// SCUT2002, SCUT4002: the helper mutates its parameter first and copies it after
public sealed record Steps(List<int> Values); // here

public sealed record Stepped(int Value);

public static class Lists
{
    public static List<int> With(List<int> list, int value)
    {
        list.Add(value);
        list = new List<int>(list);
        return list;
    }
}

public static class StepsReducer
{
    [Reducer]
    public static Steps Apply(Steps state, Stepped action) => new(Lists.With(state.Values, action.Value)); // here
}
