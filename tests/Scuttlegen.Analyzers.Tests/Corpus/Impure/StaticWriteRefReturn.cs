// SCUT2003: a helper returns a reference to a static field and the reducer assigns to it
public sealed record Cursor(int Column);

public sealed record CursorMoved(int Column);

public static class Globals
{
    private static int _column;

    public static ref int Column => ref _column;
}

public static class CursorReducer
{
    [Reducer]
    public static Cursor Apply(Cursor state, CursorMoved action)
    {
        Globals.Column = action.Column; // here
        return new Cursor(action.Column);
    }
}
