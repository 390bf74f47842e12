// SCUT1001 CanBump → DateTime.UtcNow
// SCUT1002 CanBump → Dice.Roll → Random.Next
public static class Dice { public static int Roll() => new Random(1).Next(6); }

public static class Guards
{
    [Guard]
    public static bool CanBump(Tally state, Bumped action)
    {
        if (state.At > DateTime.UtcNow) return false; // here
        return Dice.Roll() > 2; // here
    }
}
