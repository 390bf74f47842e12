// SCUT2002, SCUT4002: the helper returns a reference into the state's array
public sealed record Terrain(int Width, int[] Heights); // here

public sealed record Raised(int X, int Y, int By);

public static class Terrains
{
    public static ref int At(Terrain terrain, int x, int y) => ref terrain.Heights[y * terrain.Width + x];
}

public static class TerrainReducer
{
    [Reducer]
    public static Terrain Apply(Terrain state, Raised action)
    {
        Terrains.At(state, action.X, action.Y) += action.By; // here
        return state with { };
    }
}
