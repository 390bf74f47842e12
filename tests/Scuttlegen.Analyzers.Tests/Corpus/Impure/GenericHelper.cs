// SCUT1002 Apply → Picks.One → Random.Next
public static class Picks
{
    public static T One<T>(IReadOnlyList<T> items) => items[new Random().Next(items.Count)];
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Text = Picks.One(["a", "b"]) }; // here
}
