// SCUT1006: even "yyyy-MM-dd" follows the culture's calendar and separators without a provider
public sealed record Diary(string Day);
public sealed record Opened(DateTime On);

public static class Days
{
    public static string Key(DateTime day) => day.ToString("yyyy-MM-dd");
}

public static class DiaryReducers
{
    [Reducer]
    public static Diary Apply(Diary state, Opened action) => new(Days.Key(action.On)); // here
}
