// SCUT1002 Apply → new Dice → new Random
// SCUT1002 Apply → Random.Next
public sealed class Dice : Random;

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action)
    {
        var dice = new Dice(); // here
        return state with { Value = dice.Next() }; // here
    }
}
