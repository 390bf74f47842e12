// SCUT1010: Math.Atan2 of a move gives a heading that differs in the last bit
public sealed record Ship(double Heading);
public sealed record Steered(double Dx, double Dy);

public static class ShipReducers
{
    [Reducer]
    public static Ship Apply(Ship state, Steered action) => new(Math.Atan2(action.Dy, action.Dx)); // here
}
