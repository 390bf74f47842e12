// SCUT1006: the compiler-written ToString of a record prints its double in the current culture
public sealed record Point(double X, double Y);
public sealed record Cursor(string Shown);
public sealed record Pointed(double X, double Y);

public static class CursorReducers
{
    [Reducer]
    public static Cursor Apply(Cursor state, Pointed action) => new(new Point(action.X, action.Y).ToString()); // here
}
