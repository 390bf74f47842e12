// SCUT1007: a user-written GetHashCode over HashCode.Combine is read by the reducer through an interface
public interface IKeyed { int Key { get; } }

public sealed class Tile(string terrain, int height) : IKeyed
{
    public int Key => GetHashCode();
    public override bool Equals(object? other) => other is Tile tile && tile.Name == terrain;
    public override int GetHashCode() => HashCode.Combine(terrain, height);
    public string Name => terrain;
}

public sealed record Map(int Seed);
public sealed record TilePlaced(string Terrain, int Height);

public static class MapReducers
{
    [Reducer]
    public static Map Apply(Map state, TilePlaced action)
    {
        IKeyed keyed = new Tile(action.Terrain, action.Height);
        return new Map(state.Seed ^ keyed.Key); // here
    }
}
