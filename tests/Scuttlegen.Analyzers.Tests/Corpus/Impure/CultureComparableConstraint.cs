// SCUT1006: a generic bound T : IComparable<T> is met by string, whose CompareTo is cultural
public static class Bounds
{
    public static T Clamp<T>(T value, T low, T high) where T : IComparable<T> => value.CompareTo(low) < 0 ? low : value.CompareTo(high) > 0 ? high : value;
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Text = Bounds.Clamp(action.Text, "a", "m") }; // here
}
