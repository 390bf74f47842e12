// silent: a two-dimensional array that lives and dies in the reducer
public sealed record Path(int Cheapest);

public sealed record GridGiven(int Width, int Height, int Seed);

public static class PathReducer
{
    [Reducer]
    public static Path Apply(Path state, GridGiven action)
    {
        var cost = new int[action.Height, action.Width];
        for (var y = 0; y < action.Height; y++)
        {
            for (var x = 0; x < action.Width; x++)
            {
                cost[y, x] = (x * 7 + y * 13 + action.Seed) % 10;
                if (x > 0 && y > 0)
                    cost[y, x] += Math.Min(cost[y - 1, x], cost[y, x - 1]);
            }
        }

        return state with { Cheapest = cost[action.Height - 1, action.Width - 1] };
    }
}
