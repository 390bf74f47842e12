// SCUT1002 Apply → new Derived → new Root → Random.Next
public abstract class Root
{
    protected Root() => Seed = Random.Shared.Next();
    public int Seed { get; }
}

public sealed class Derived : Root;

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Value = new Derived().Seed }; // here
}
