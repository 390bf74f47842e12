// silent: a loop that only raises a flag, with |= and with a constant
using System.Collections.Immutable;

public sealed record Door(ImmutableDictionary<string, bool> Locks, bool Open, bool Tampered);
public sealed record Locked(string Lock, bool Closed);

public static class DoorReducers
{
    [Reducer]
    public static Door Apply(Door state, Locked action)
    {
        var locks = state.Locks.SetItem(action.Lock, action.Closed);
        var anyClosed = false;
        var tampered = false;
        foreach (var (name, closed) in locks)
        {
            anyClosed |= closed;
            if (name.Length == 0) tampered = true;
        }

        return new Door(locks, !anyClosed, tampered);
    }
}
