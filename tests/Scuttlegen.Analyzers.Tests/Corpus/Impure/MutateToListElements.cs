// SCUT2002, SCUT4002: ToList copies the list, not the rooms in it
using System.Collections.Immutable;

public sealed class HotelRoom
{
    public int Number { get; init; }
    public string Guest { get; set; } = ""; // here
}

public sealed record Hotel(ImmutableList<HotelRoom> Rooms);

public sealed record CheckedIn(int Number, string Guest);

public static class HotelReducer
{
    [Reducer]
    public static Hotel Apply(Hotel state, CheckedIn action)
    {
        var rooms = state.Rooms.ToList();
        rooms.First(room => room.Number == action.Number).Guest = action.Guest; // here
        return state with { };
    }
}
