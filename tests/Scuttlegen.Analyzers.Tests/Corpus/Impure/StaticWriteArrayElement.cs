// SCUT2003: uses a static scratch array as its work space
public sealed record Dice(int Pairs);

public sealed record Rolled(int First, int Second);

public static class DiceReducer
{
    private static readonly int[] Scratch = new int[7];

    [Reducer]
    public static Dice Apply(Dice state, Rolled action)
    {
        Scratch[action.First % 7] = action.Second; // here
        return state with { Pairs = action.First == action.Second ? state.Pairs + 1 : state.Pairs };
    }
}
