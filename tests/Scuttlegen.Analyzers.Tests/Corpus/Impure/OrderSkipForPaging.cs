// SCUT1008: Skip pages through a dictionary that has no order
using System.Collections.Immutable;

public sealed record Pager(ImmutableDictionary<string, string> Rows, uint Shown);
public sealed record PageTurned(int Page);

public static class PagerReducers
{
    [Reducer]
    public static Pager Apply(Pager state, PageTurned action)
    {
        uint shown = 0;
        foreach (var row in state.Rows.Skip(10 * action.Page)) // here
            shown += (uint)row.Value.Length;
        return state with { Shown = shown };
    }
}
