// SCUT5001: refuses negative values by an exception
public sealed record Level(int Highest);

public sealed record Measured(int Level);

public static class LevelReducer
{
    [Reducer(Commutes = true)]
    public static Level Apply(Level state, Measured action) // here
    {
        ArgumentOutOfRangeException.ThrowIfNegative(action.Level);
        return new Level(Math.Max(state.Highest, action.Level));
    }
}
