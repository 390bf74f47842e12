// SCUT2004: the singleton is fixed, its member is not
public sealed class Difficulty
{
    public static Difficulty Instance { get; } = new();

    public int Factor { get; set; } = 1;
}

public sealed record Monster(int Health);

public sealed record Hit(int Damage);

public static class MonsterReducer
{
    [Reducer]
    public static Monster Apply(Monster state, Hit action) => new(state.Health - action.Damage / Difficulty.Instance.Factor); // here
}
