// silent: rows and outer array are both fresh
using System.Collections.Immutable;

public sealed record Triangle(ImmutableArray<int> Last);

public sealed record Grown(int Rows);

public static class TriangleReducer
{
    [Reducer]
    public static Triangle Apply(Triangle state, Grown action)
    {
        var rows = new int[action.Rows][];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = new int[i + 1];
            rows[i][0] = rows[i][i] = 1;
            for (var j = 1; j < i; j++)
                rows[i][j] = rows[i - 1][j - 1] + rows[i - 1][j];
        }

        return rows.Length == 0 ? state : new Triangle([.. rows[^1]]);
    }
}
