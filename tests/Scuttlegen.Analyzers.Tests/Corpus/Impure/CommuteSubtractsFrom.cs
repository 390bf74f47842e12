// SCUT5001: action minus state depends on how often and in which order
public sealed record Pendulum(int Angle);

public sealed record Swung(int Force);

public static class PendulumReducer
{
    [Reducer(Commutes = true)]
    public static Pendulum Apply(Pendulum state, Swung action) => new(action.Force - state.Angle); // here
}
