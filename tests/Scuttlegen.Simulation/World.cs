namespace Scuttlegen.Simulation;

/// <summary>Virtual time and one source of chance: everything that happens in a simulation happens here, in one thread, in an order that its seed decides.</summary>
/// <param name="seed">Decides everything.</param>
/// <param name="trace">Told of whatever happens; nobody if <see langword="null"/>.</param>
internal sealed class World(int seed, Action<string>? trace = null)
{
    // Work for some minutes of virtual time takes a small part of it: whoever needs more spins.
    private const int MaxEvents = 3_000_000;

    private readonly PriorityQueue<Action, (TimeSpan, long)> _agenda = new();
    private readonly Dictionary<string, int> _seen = [];
    private long _scheduled;
    private int _happened;

    public Random Random { get; } = new(seed);

    public TimeSpan Now { get; private set; }

    public bool IsTraced => trace is not null;

    public void Schedule(TimeSpan delay, Action action) => _agenda.Enqueue(action, (Now + delay, _scheduled++));

    public TimeSpan Between(int fromMilliseconds, int toMilliseconds) => TimeSpan.FromMilliseconds(Random.Next(fromMilliseconds, toMilliseconds + 1));

    public bool Chance(double probability) => Random.NextDouble() < probability;

    /// <summary>From 1 to <paramref name="most"/>, small numbers as likely as large ones of as many digits.</summary>
    public int UpTo(int most) => (int)Math.Exp(Random.NextDouble() * Math.Log(most + 1));

    /// <summary>How often it came to what: whoever tests a fault wants to know that it happened.</summary>
    public IReadOnlyDictionary<string, int> Seen => _seen;

    /// <summary>Notes that it came to <paramref name="what"/>.</summary>
    public void See(string what, int times = 1)
    {
        if (times > 0) _seen[what] = _seen.GetValueOrDefault(what) + times;
    }

    public void Trace(FormattableString what) => trace?.Invoke(FormattableString.Invariant($"{Now.TotalMilliseconds,9:F3} ") + FormattableString.Invariant(what));

    /// <summary>Runs until <paramref name="end"/>.</summary>
    public void RunUntil(TimeSpan end)
    {
        while (_agenda.TryPeek(out _, out var due) && due.Item1 <= end)
        {
            var action = _agenda.Dequeue();
            Now = due.Item1;
            if (++_happened > MaxEvents) throw new InvalidOperationException($"More than {MaxEvents} events by {Now}: something spins.");
            action();
        }

        Now = end;
    }
}
