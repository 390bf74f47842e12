// SCUT1002 Apply → Splits.Deconstruct → Guid.NewGuid
public static class Splits
{
    public static void Deconstruct(this string text, out string head, out Guid tail) => (head, tail) = (text, Guid.NewGuid());
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action)
    {
        foreach (var (_, tail) in new[] { action.Text }) // here
            state = state with { Id = tail };
        return state;
    }
}
