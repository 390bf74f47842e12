// SCUT1001: an age check against today's date, hidden in an operator on a wrapper
public readonly record struct Birthday(DateOnly Day)
{
    public static bool operator >=(Birthday left, int years) => left.Day.AddYears(years) <= DateOnly.FromDateTime(DateTime.UtcNow);
    public static bool operator <=(Birthday left, int years) => left.Day.AddYears(years) >= DateOnly.FromDateTime(DateTime.UtcNow);
}

public sealed record Member(string Name, bool Adult);
public sealed record Joined(string Name, DateOnly Born);

public static class MemberReducers
{
    [Reducer]
    public static Member Apply(Member state, Joined action)
    {
        var born = new Birthday(action.Born);
        return new Member(action.Name, born >= 18); // here
    }
}
