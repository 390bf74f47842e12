// silent: the local function adds to a captured list that the reducer made
using System.Collections.Immutable;

public sealed record Outline(ImmutableArray<int> Depths);

public sealed record Indented(int Levels);

public static class OutlineReducer
{
    [Reducer]
    public static Outline Apply(Outline state, Indented action)
    {
        var depths = new List<int>();
        var level = 0;
        foreach (var depth in state.Depths)
            Add(depth + action.Levels);
        return new Outline([.. depths]);

        void Add(int depth)
        {
            level = Math.Min(depth, level + 1);
            depths.Add(level);
        }
    }
}
