// SCUT1012: a value type with an array in it is compared by the array's identity
using System.Collections.Immutable;

public readonly record struct Row(ImmutableArray<int> Cells);

public static class Rows
{
    public static bool AreSame<T>(T left, T right) => typeof(T).IsValueType && EqualityComparer<T>.Default.Equals(left, right);
}

public sealed record Sheet(Row Row, int Changes);

public sealed record Filled(Row Row);

public static class SheetReducer
{
    [Reducer]
    public static Sheet Apply(Sheet state, Filled action) => Rows.AreSame(state.Row, action.Row) ? state : new(action.Row, state.Changes + 1); // here
}
