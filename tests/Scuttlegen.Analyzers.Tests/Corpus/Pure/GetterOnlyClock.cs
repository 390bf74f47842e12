// silent: only the setter is used; the getter would read the clock
public sealed class Box
{
    public int Last;
    public int Value { get => DateTime.UtcNow.Day; set => Last = value; }
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action)
    {
        var box = new Box { Value = 1 };
        (box.Value, _) = (2, 3);
        return state with { Value = box.Last };
    }
}
