// silent: where the type is a class, identity is not what is asked for, and of value types the default comparer compares values
public static class Cells
{
    public static bool AreSame<T>(T left, T right, Func<T, T, bool> equal) => typeof(T).IsValueType ? EqualityComparer<T>.Default.Equals(left, right) : equal(left, right);
}

public sealed class Label(string text)
{
    public string Text { get; } = text;
}

public sealed record Grid(Label Label, int Size);

public sealed record Labelled(Label Label, int Size);

public static class GridReducer
{
    [Reducer]
    public static Grid Apply(Grid state, Labelled action) =>
        Cells.AreSame(state.Label, action.Label, static (left, right) => left.Text == right.Text) && Cells.AreSame(state.Size, action.Size, static (left, right) => left == right) ? state : new(action.Label, action.Size);
}
