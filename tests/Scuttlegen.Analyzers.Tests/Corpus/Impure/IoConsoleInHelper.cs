// SCUT1003: a helper writes to the console on each replay
public sealed record Door(bool Open);
public sealed record Toggled(bool Open);

public static class Noise
{
    public static T Tell<T>(this T value, string text)
    {
        Console.WriteLine(text);
        return value;
    }
}

public static class DoorReducers
{
    [Reducer]
    public static Door Apply(Door state, Toggled action) => new Door(action.Open).Tell("door moved"); // here
}
