// SCUT1001 Apply → Window.Length → DateTime.UtcNow
public sealed class Window
{
    public int Length => DateTime.UtcNow.Day;
    public int this[int index] => index;
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Value = new Window()[^1] }; // here
}
