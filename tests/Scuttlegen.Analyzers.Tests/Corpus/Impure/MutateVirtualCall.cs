// SCUT2002, SCUT4002: one override of the effect writes to the unit it is given
public sealed class Unit
{
    public int Health { get; set; } // here
}

public sealed record Battle(Unit Unit, int Log);

public abstract class Effect
{
    public abstract int On(Unit unit);
}

public sealed class Inspect : Effect
{
    public override int On(Unit unit) => unit.Health;
}

public sealed class Poison : Effect
{
    public override int On(Unit unit) => --unit.Health;
}

public sealed record Struck(bool Poisoned);

public static class BattleReducer
{
    [Reducer]
    public static Battle Apply(Battle state, Struck action)
    {
        Effect effect = action.Poisoned ? new Poison() : new Inspect();
        return state with { Log = effect.On(state.Unit) }; // here
    }
}
