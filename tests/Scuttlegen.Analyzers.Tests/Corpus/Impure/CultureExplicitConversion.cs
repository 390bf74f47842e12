// SCUT1006: an explicit conversion from string to a temperature parses by the current culture
public readonly record struct Celsius(double Degrees)
{
    public static explicit operator Celsius(string text) => new(double.Parse(text));
}

public sealed record Room(Celsius Target);
public sealed record Dialled(string Text);

public static class RoomReducers
{
    [Reducer]
    public static Room Apply(Room state, Dialled action) => new((Celsius)action.Text); // here
}
