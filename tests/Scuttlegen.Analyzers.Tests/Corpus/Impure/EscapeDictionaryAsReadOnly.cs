// SCUT2005: a fresh Dictionary behind IReadOnlyDictionary
public sealed record Seats(IReadOnlyDictionary<int, string> Taken);

public sealed record SeatTaken(int Seat, string Name);

public static class SeatsReducer
{
    [Reducer]
    public static Seats Apply(Seats state, SeatTaken action)
    {
        var taken = new Dictionary<int, string>(state.Taken);
        taken[action.Seat] = action.Name;
        return new Seats(taken); // here
    }
}
