// SCUT1001 Apply → Lamp.IsOn → DateTime.Now
public sealed class Lamp
{
    public bool IsOn => DateTime.Now.Hour > 18;
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => new Lamp() is { IsOn: true } ? state : state with { Value = 0 }; // here
}
