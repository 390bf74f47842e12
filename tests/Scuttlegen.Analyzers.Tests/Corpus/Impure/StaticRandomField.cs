// SCUT1002 Apply → Random.Next
public static class Reducers
{
    private static readonly Random Dice = new(42);

    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Value = Dice.Next(6) }; // here
}
