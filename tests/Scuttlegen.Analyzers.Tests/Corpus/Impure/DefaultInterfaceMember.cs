// SCUT1001 Apply → IAged.Age → DateTime.UtcNow
public interface IAged
{
    DateTime Born { get; }
    long Age() => (DateTime.UtcNow - Born).Ticks;
}

public sealed record Person(DateTime Born) : IAged;

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action)
    {
        IAged person = new Person(state.At);
        return state with { Value = person.Age() }; // here
    }
}
