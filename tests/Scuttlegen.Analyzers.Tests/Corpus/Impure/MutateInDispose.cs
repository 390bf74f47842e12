// SCUT2002, SCUT4002: leaving the scope unlocks the state's object
public sealed class Slot
{
    public bool Locked { get; internal set; } // here
}

public sealed record Vault(Slot Slot, int Opened);

public sealed record Opened;

public readonly struct Unlocking(Slot slot) : IDisposable
{
    public void Dispose() => slot.Locked = false;
}

public static class VaultReducer
{
    [Reducer]
    public static Vault Apply(Vault state, Opened action)
    {
        using (new Unlocking(state.Slot)) // here
        {
            return state with { Opened = state.Opened + 1 };
        }
    }
}
