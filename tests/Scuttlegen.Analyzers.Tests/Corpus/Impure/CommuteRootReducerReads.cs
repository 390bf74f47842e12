// SCUT5001: a reducer of the whole state reads the slice
public sealed record Peak(int Highest);

public sealed record World(Peak Peak, int Prize);

public sealed record Climbed(int Height);

public sealed record PrizeGiven;

public static class PeakReducer
{
    [Reducer(Commutes = true)]
    public static Peak Climb(Peak state, Climbed action) => new(Math.Max(state.Highest, action.Height)); // here
}

public static class WorldReducer
{
    [Reducer]
    public static World Give(World state, PrizeGiven action) => state with { Prize = state.Peak.Highest };
}

[GossipStore(typeof(World))]
public sealed partial class WorldStore;
