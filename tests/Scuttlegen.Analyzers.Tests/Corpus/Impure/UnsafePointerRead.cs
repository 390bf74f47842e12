// SCUT1015: a pointer reads the machine's bytes of an int behind the type system
public static class Bytes
{
    public static unsafe byte First(int value)
    {
        var bytes = (byte*)&value;
        return bytes[0];
    }
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Value = Bytes.First(action.By) }; // here
}
