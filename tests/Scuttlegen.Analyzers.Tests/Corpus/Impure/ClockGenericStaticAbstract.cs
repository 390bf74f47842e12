// SCUT1001: a static abstract "Now" whose only implementation asks the system
public interface IInstantSource { static abstract DateTimeOffset Now { get; } }
public readonly struct SystemInstants : IInstantSource { public static DateTimeOffset Now => DateTimeOffset.UtcNow; }

public static class Touch
{
    public static Tally With<TInstants>(Tally tally) where TInstants : IInstantSource => tally with { Seen = TInstants.Now };
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => Touch.With<SystemInstants>(state); // here
}
