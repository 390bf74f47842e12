// SCUT2003: a static delegate field holds a lambda that writes a static
public sealed record Radio(int Station);

public sealed record Tuned(int Station);

public static class Tuner
{
    private static int _last;

    public static readonly Func<int, int> Tune = station => _last = station;
}

public static class RadioReducer
{
    [Reducer]
    public static Radio Apply(Radio state, Tuned action) => new(Tuner.Tune(action.Station)); // here
}
