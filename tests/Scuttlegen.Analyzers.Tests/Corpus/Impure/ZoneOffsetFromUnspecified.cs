// SCUT1004: new DateTimeOffset(unspecified DateTime) takes the offset of the machine's zone
public sealed record Meeting(DateTimeOffset Start);
public sealed record MeetingMoved(int Year, int Month, int Day, int Hour);

public static class MeetingReducers
{
    [Reducer]
    public static Meeting Apply(Meeting state, MeetingMoved action)
    {
        var start = new DateTime(action.Year, action.Month, action.Day, action.Hour, 0, 0);
        return new Meeting(new DateTimeOffset(start)); // here
    }
}
