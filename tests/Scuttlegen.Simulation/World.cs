namespace Scuttlegen.Simulation;

/// <summary>Virtual time and one source of chance: everything that happens in a simulation happens here, in one thread, in an order that its seed decides.</summary>
internal sealed class World(int seed)
{
    private readonly PriorityQueue<Action, (TimeSpan, long)> _agenda = new();
    private long _scheduled;

    public Random Random { get; } = new(seed);

    public TimeSpan Now { get; private set; }

    public void Schedule(TimeSpan delay, Action action) => _agenda.Enqueue(action, (Now + delay, _scheduled++));

    public TimeSpan Between(int fromMilliseconds, int toMilliseconds) => TimeSpan.FromMilliseconds(Random.Next(fromMilliseconds, toMilliseconds + 1));

    public bool Chance(double probability) => Random.NextDouble() < probability;

    /// <summary>Runs until <paramref name="end"/>.</summary>
    public void RunUntil(TimeSpan end)
    {
        while (_agenda.TryPeek(out _, out var due) && due.Item1 <= end)
        {
            var action = _agenda.Dequeue();
            Now = due.Item1;
            action();
        }

        Now = end;
    }
}
