// silent: only the getter is used; the setter would read the clock
public sealed class Box
{
    private int _value = 3;
    public int Value { get => _value; set => _value = value + DateTime.UtcNow.Day; }
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Value = new Box().Value };
}
