namespace Scuttlegen.Simulation;

/// <summary>One dispatch, as the peer that made it saw it.</summary>
/// <param name="By">Who made it.</param>
/// <param name="Count">How many this peer had dispatched with it since it started.</param>
/// <param name="Action">What was dispatched.</param>
/// <param name="Stamp">The stamp it was given.</param>
/// <param name="WallClock">What the peer's clock said.</param>
internal sealed record Dispatched(SimulatedPeer By, ulong Count, BoardAction Action, Stamp Stamp, long WallClock)
{
    /// <summary>Whether the dispatch was acknowledged: it must never be lost.</summary>
    public bool IsAcknowledged { get; set; }

    /// <summary>Whether it may be missing all the same: a backup was put in the place of the only disk that held it.</summary>
    public bool IsGone { get; set; }
}

/// <summary>
/// What must be there in the end: every dispatch but those that a crash or a full disk took before they were durable. It is kept beside the replicas, so nothing they
/// do can lose an update here too. Known by the actions' numbers: a stamp changes when an update is issued again.
/// </summary>
internal sealed class Dispatches
{
    private readonly Dictionary<long, Dispatched> _all = [];

    // For updates whose kind a peer does not know.
    private readonly Dictionary<Stamp, Dispatched> _byStamp = [];

    public int Count => _all.Count;

    public IEnumerable<Dispatched> All => _all.Values;

    public IEnumerable<Dispatched> InOrder => _all.Values.OrderBy(dispatched => dispatched.Stamp);

    public Dispatched? Find(in Update update) =>
        update.Action is BoardAction action ? _all.GetValueOrDefault(action.Number) : _byStamp.GetValueOrDefault(update.Stamp);

    public void Add(Dispatched dispatched)
    {
        _all.Add(dispatched.Action.Number, dispatched);
        _byStamp[dispatched.Stamp] = dispatched;
    }

    public void Lost(Dispatched dispatched)
    {
        if (dispatched.IsAcknowledged) throw new InvalidOperationException($"{dispatched.By} lost {dispatched.Stamp:S}, which it had acknowledged.");
        _all.Remove(dispatched.Action.Number);
        if (_byStamp.GetValueOrDefault(dispatched.Stamp) == dispatched) _byStamp.Remove(dispatched.Stamp);
    }
}
