// silent: ref and out arguments are locals
public sealed record Clock(int Hours, int Minutes);

public sealed record Advanced(int Minutes);

public static class Carrying
{
    public static void Add(ref int hours, ref int minutes, int add)
    {
        minutes += add;
        hours += minutes / 60;
        minutes %= 60;
    }

    public static bool TryWrap(int hours, out int wrapped)
    {
        wrapped = hours % 24;
        return wrapped != hours;
    }
}

public static class ClockReducer
{
    [Reducer]
    public static Clock Apply(Clock state, Advanced action)
    {
        var (hours, minutes) = state;
        Carrying.Add(ref hours, ref minutes, action.Minutes);
        if (Carrying.TryWrap(hours, out var wrapped))
            hours = wrapped;
        return new Clock(hours, minutes);
    }
}
