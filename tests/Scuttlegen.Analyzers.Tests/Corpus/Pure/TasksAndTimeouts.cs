// silent: constants of types that elsewhere reach out
public static class Reducers
{
    private const FileMode Mode = FileMode.Open;

    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with
    {
        Value = (int)Mode + (int)DayOfWeek.Friday + TimeSpan.TicksPerDay,
        Text = ConsoleColor.Red.ToString(),
    };
}
