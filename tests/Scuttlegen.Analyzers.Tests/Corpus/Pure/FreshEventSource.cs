// silent: the event belongs to an object that was just made
public sealed record Race(int Laps);

public sealed record Driven(int Metres);

public sealed class Track(int length)
{
    private int _position;

    public event Action? LapDone;

    public void Drive(int metres)
    {
        _position += metres;
        while (_position >= length)
        {
            _position -= length;
            LapDone?.Invoke();
        }
    }
}

public static class RaceReducer
{
    [Reducer]
    public static Race Apply(Race state, Driven action)
    {
        var laps = state.Laps;
        var track = new Track(400);
        track.LapDone += () => laps++;
        track.Drive(action.Metres);
        return new Race(laps);
    }
}
