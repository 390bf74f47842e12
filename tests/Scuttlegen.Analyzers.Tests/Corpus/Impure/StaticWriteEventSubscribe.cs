// SCUT2003: subscribes a handler to a static event
public sealed record Alarm(bool Armed);

public sealed record Armed;

public static class Siren
{
    public static event Action? Rang;

    public static bool Heard => Rang is not null;
}

public static class AlarmReducer
{
    [Reducer]
    public static Alarm Apply(Alarm state, Armed action)
    {
        Siren.Rang += static () => { }; // here
        return new Alarm(true);
    }
}
