// SCUT2002, SCUT4002: ages every item of the state's list through List.ForEach
using System.Collections.Immutable;

public sealed class Crop
{
    public int Age { get; set; } // here
}

public sealed record Farm(ImmutableList<Crop> Crops);

public sealed record DayPassed;

public static class FarmReducer
{
    [Reducer]
    public static Farm Apply(Farm state, DayPassed action)
    {
        state.Crops.ForEach(crop => crop.Age++); // here
        return state with { };
    }
}
