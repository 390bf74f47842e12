// SCUT1006: a generic helper compares with Comparer<T>.Default and is called with strings
public static class Generic
{
    public static T Larger<T>(T left, T right) => Comparer<T>.Default.Compare(left, right) >= 0 ? left : right;
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Text = Generic.Larger(state.Text, action.Text) }; // here
}
