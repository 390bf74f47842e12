// SCUT2002, SCUT4002: increments a field of the incoming state
public sealed class Turnstile
{
    public int Passed; // here
}

public sealed record PersonPassed;

public static class TurnstileReducer
{
    [Reducer]
    public static Turnstile Apply(Turnstile state, PersonPassed action)
    {
        state.Passed++; // here
        return state;
    }
}
