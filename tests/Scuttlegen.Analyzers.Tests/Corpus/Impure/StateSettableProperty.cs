// SCUT4002: a record with a setter that nobody calls
public sealed record Lamp(int Watts)
{
    public bool On { get; set; } // here
}

public sealed record Replaced(int Watts);

public static class LampReducer
{
    [Reducer]
    public static Lamp Apply(Lamp state, Replaced action) => state with { Watts = action.Watts };
}
