// SCUT1011: a helper that starts a timer at each replay
using System.Threading;

public sealed record Bomb(bool Armed);
public sealed record Armed(uint Seconds);

public static class Fuse
{
    public static bool Light(uint seconds)
    {
        var timer = new Timer(_ => { }, null, seconds * 1000, Timeout.Infinite);
        return timer is not null;
    }
}

public static class BombReducers
{
    [Reducer]
    public static Bomb Apply(Bomb state, Armed action) => new(Fuse.Light(action.Seconds)); // here
}
