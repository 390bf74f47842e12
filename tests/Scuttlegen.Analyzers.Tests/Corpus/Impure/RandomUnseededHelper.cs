// SCUT1002: loot is drawn from a new, unseeded Random two calls down
public sealed record Hero(string Name, string Loot);
public sealed record ChestOpened(string Hero);

public sealed class LootTable(params string[] items)
{
    public string Draw() => items[Roll(items.Length)];
    private static int Roll(int sides) => new Random().Next(sides);
}

public static class HeroReducers
{
    [Reducer]
    public static Hero Apply(Hero state, ChestOpened action) => state with { Loot = new LootTable("sword", "shield", "potion").Draw() }; // here
}
