// SCUT2002: subscribes to an event of the state's object
public sealed class Door
{
    public event Action? Opened;

    public bool Watched => Opened is not null;
}

public sealed record House(Door Door, int Watches);

public sealed record Watched;

public static class HouseReducer
{
    [Reducer]
    public static House Apply(House state, Watched action)
    {
        state.Door.Opened += static () => { }; // here
        return state with { Watches = state.Watches + 1 };
    }
}
