// SCUT1002 Apply → Hand[] → Random.Next
public sealed class Hand
{
    public int Length => 2;
    public int this[int index] => Random.Shared.Next(index, 10);
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => new Hand() is [1, 2] ? state : state with { Value = 0 }; // here
}
