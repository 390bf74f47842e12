// SCUT1012: (object)a == b compares references though the records are equal
public sealed record Card(string Face);
public sealed record Memory(Card? Open, uint Pairs);
public sealed record Flipped(Card Card);

public static class MemoryReducers
{
    [Reducer]
    public static Memory Apply(Memory state, Flipped action)
    {
        if ((object?)state.Open == action.Card) // here
            return new Memory(null, state.Pairs + 1);
        return state with { Open = action.Card };
    }
}
