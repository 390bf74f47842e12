// SCUT1008: the loop breaks at the first seat that is free, in hash order
using System.Collections.Immutable;

public sealed record Theatre(ImmutableDictionary<string, bool> Taken, string Offer);
public sealed record SeatWanted(string By);

public static class TheatreReducers
{
    [Reducer]
    public static Theatre Apply(Theatre state, SeatWanted action)
    {
        string? free = null;
        foreach (var seat in state.Taken) // here
        {
            if (seat.Value) continue;
            free = seat.Key;
            break;
        }

        return free is null ? state : state with { Offer = free };
    }
}
