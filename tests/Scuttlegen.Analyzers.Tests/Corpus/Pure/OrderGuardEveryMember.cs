// silent: a guard asks all members of a set, in whatever order, and stops early with one and the same answer
using System.Collections.Immutable;

public sealed record Quorum(ImmutableHashSet<string> Agreed);
public sealed record Decided(ImmutableHashSet<string> Required);

public static class QuorumGuards
{
    [Guard]
    public static bool Reached(Quorum state, Decided action)
    {
        foreach (var name in action.Required)
            if (!state.Agreed.Contains(name))
                return false;
        return true;
    }
}
