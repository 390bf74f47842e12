// SCUT1012: the helper that the comparison goes on with says of a value and itself what it likes
public sealed class Tile(int color)
{
    public int Color { get; } = color;

    public static bool Match(Tile left, Tile right) => ReferenceEquals(left, right) || Fit(left, right);

    private static bool Fit(Tile left, Tile right) => left.Color + right.Color == 7;
}

public sealed record Mosaic(Tile Last, int Matches);

public sealed record Laid(Tile Tile);

public static class MosaicReducer
{
    [Reducer]
    public static Mosaic Apply(Mosaic state, Laid action) => new(action.Tile, state.Matches + (Tile.Match(state.Last, action.Tile) ? 1 : 0)); // here
}
