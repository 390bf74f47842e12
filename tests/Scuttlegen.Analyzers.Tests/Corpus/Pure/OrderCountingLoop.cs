// silent: a loop that only counts, or only adds to a long
using System.Collections.Immutable;

public sealed record Hive(ImmutableHashSet<string> Bees, uint Workers, long Letters);
public sealed record BeeBorn(string Name);

public static class HiveReducers
{
    [Reducer]
    public static Hive Apply(Hive state, BeeBorn action)
    {
        var bees = state.Bees.Add(action.Name);
        uint workers = 0;
        long letters = 0;
        foreach (var bee in bees)
        {
            if (bee.StartsWith('w')) workers++;
            letters += bee.Length;
        }

        return new Hive(bees, workers, letters);
    }
}
