// silent: a private array that nothing ever writes
public sealed record Date(int DayOfYear);

public sealed record DateSet(int Month, int Day);

public static class DateReducer
{
    private static readonly int[] Before = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

    [Reducer]
    public static Date Apply(Date state, DateSet action) => action.Month is < 1 or > 12 ? state : new(Before[action.Month - 1] + action.Day);
}
