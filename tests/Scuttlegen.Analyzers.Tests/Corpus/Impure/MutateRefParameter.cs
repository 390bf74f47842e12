// SCUT2002, SCUT4002: a field of the state is passed by reference to a helper that writes it
public sealed class Odometer
{
    public long Metres; // here
}

public sealed record Driven(int Metres);

public static class Adding
{
    public static void To(ref long total, int amount) => total += amount;
}

public static class OdometerReducer
{
    [Reducer]
    public static Odometer Apply(Odometer state, Driven action)
    {
        Adding.To(ref state.Metres, action.Metres); // here
        return state;
    }
}
