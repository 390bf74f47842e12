// silent: a method that would change the state exists, but no reducer calls it
public static class Testing
{
    public static int Calls;

    public static void Count() => Calls++;
}

public sealed record Gate(bool Open)
{
    private int _toggled;

    public void Remember() => _toggled++;

    public bool Remembered => true;
}

public sealed record Toggled;

public static class GateReducer
{
    [Reducer]
    public static Gate Apply(Gate state, Toggled action) => new(!state.Open && state.Remembered);
}
