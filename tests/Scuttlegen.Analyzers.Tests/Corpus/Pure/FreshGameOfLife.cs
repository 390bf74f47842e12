// silent: reads the state's cells and writes a second, fresh array
using System.Collections.Immutable;

public sealed record Life(int Width, int Height, ImmutableArray<bool> Cells);

public sealed record Generation;

public static class LifeReducer
{
    [Reducer]
    public static Life Apply(Life state, Generation action)
    {
        var current = state.Cells.AsSpan();
        var next = new bool[current.Length];
        for (var y = 0; y < state.Height; y++)
        {
            for (var x = 0; x < state.Width; x++)
            {
                var around = 0;
                for (var dy = -1; dy <= 1; dy++)
                {
                    for (var dx = -1; dx <= 1; dx++)
                    {
                        if ((dx, dy) != (0, 0) && current[(y + dy + state.Height) % state.Height * state.Width + (x + dx + state.Width) % state.Width])
                            around++;
                    }
                }

                next[y * state.Width + x] = around == 3 || (around == 2 && current[y * state.Width + x]);
            }
        }

        return state with { Cells = ImmutableArray.Create(next) };
    }
}
