// SCUT1004: ToUniversalTime treats an unspecified DateTime as local
public sealed record Booking(DateTime Utc);
public sealed record Booked(int Year, int Month, int Day);

public static class BookingReducers
{
    [Reducer]
    public static Booking Apply(Booking state, Booked action) => new(new DateTime(action.Year, action.Month, action.Day).ToUniversalTime()); // here
}
