// SCUT1006: the first day of the week is the current culture's
using System.Globalization;

public sealed record Week(int Number);
public sealed record Dated(DateTime Day);

public static class WeekReducers
{
    [Reducer]
    public static Week Apply(Week state, Dated action)
    {
        var first = DateTimeFormatInfo.CurrentInfo.FirstDayOfWeek; // here
        return new Week(CultureInfo.InvariantCulture.Calendar.GetWeekOfYear(action.Day, CalendarWeekRule.FirstDay, first));
    }
}
