// SCUT1014: Activator.CreateInstance of a type named by the action
public interface IEffect { uint Power { get; } }

public static class Effects
{
    public static uint Power(string name) => Type.GetType(name) is { } type && Activator.CreateInstance(type) is IEffect effect ? effect.Power : 0;
}

public sealed record Spell(uint Power);
public sealed record SpellCast(string Effect);

public static class SpellReducers
{
    [Reducer]
    public static Spell Apply(Spell state, SpellCast action) => new(Effects.Power(action.Effect)); // here
}
