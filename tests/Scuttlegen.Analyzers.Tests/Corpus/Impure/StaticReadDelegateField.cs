// SCUT2004: a replaceable static delegate decides
public static class Policies
{
    public static Func<int, bool> Accepts = age => age >= 18;
}

public sealed record Club(int Guests);

public sealed record Arrived(int Age);

public static class ClubReducer
{
    [Reducer]
    public static Club Apply(Club state, Arrived action) => Policies.Accepts(action.Age) ? new(state.Guests + 1) : state; // here
}
