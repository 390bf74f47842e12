namespace Scuttlegen.Simulation;

/// <summary>Loses, duplicates, delays and so reorders frames, and cuts peers off in one direction or both.</summary>
internal sealed class FaultyNetwork(World world)
{
    private readonly List<SimulatedPeer> _peers = [];
    private readonly HashSet<(SimulatedPeer From, SimulatedPeer To)> _cut = [];

    public double Loss { get; set; }

    public double Duplication { get; set; }

    /// <summary>The longest delay; frames overtake one another freely.</summary>
    public int MaxDelayMilliseconds { get; set; } = 1;

    public void Add(SimulatedPeer peer) => _peers.Add(peer);

    public void Cut(SimulatedPeer from, SimulatedPeer to) => _cut.Add((from, to));

    public void HealAll() => _cut.Clear();

    public void Send(SimulatedPeer from, Source? addressee, byte[] frame)
    {
        foreach (var to in _peers)
        {
            if (to == from || !(addressee is null || to.Source == addressee) || _cut.Contains((from, to))) continue;
            if (world.Chance(Loss)) continue;
            Deliver(to, frame);
            if (world.Chance(Duplication)) Deliver(to, frame);
        }
    }

    private void Deliver(SimulatedPeer to, byte[] frame) => world.Schedule(world.Between(0, MaxDelayMilliseconds), () => to.Receive(frame));
}
