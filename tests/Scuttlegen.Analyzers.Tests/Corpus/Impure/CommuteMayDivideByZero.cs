// SCUT5001: the division may throw
public sealed record Speed(int Fastest);

public sealed record Run(int Metres, int Seconds);

public static class SpeedReducer
{
    [Reducer(Commutes = true)]
    public static Speed Apply(Speed state, Run action) => new(Math.Max(state.Fastest, action.Metres / action.Seconds)); // here
}
