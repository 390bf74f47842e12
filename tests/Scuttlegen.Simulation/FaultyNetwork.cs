using Scuttlegen.Wire;

namespace Scuttlegen.Simulation;

/// <summary>Who hears whom.</summary>
internal enum Topology
{
    /// <summary>Everybody hears everybody, as on a bus.</summary>
    All,

    /// <summary>Each peer hears the one before and the one after it.</summary>
    Line,

    /// <summary>A line whose ends meet.</summary>
    Ring,

    /// <summary>Everybody hears only the first, which hears everybody.</summary>
    Star,
}

/// <summary>Loses, duplicates, delays and so reorders frames, drops what is too large for whom it is for, and cuts peers off in one direction or both.</summary>
internal sealed class FaultyNetwork(World world)
{
    private readonly List<SimulatedPeer> _peers = [];
    private readonly HashSet<(SimulatedPeer From, SimulatedPeer To)> _cut = [];

    public double Loss { get; set; }

    public double Duplication { get; set; }

    /// <summary>The longest delay; frames overtake one another freely.</summary>
    public int MaxDelayMilliseconds { get; set; } = 1;

    public Topology Topology { get; set; }

    /// <summary>Told of whatever is sent to all, before it arrives anywhere.</summary>
    public event Action<byte[]>? Overheard;

    public void Add(SimulatedPeer peer) => _peers.Add(peer);

    public void Cut(SimulatedPeer from, SimulatedPeer to) => _cut.Add((from, to));

    public void HealAll() => _cut.Clear();

    public void Send(SimulatedPeer from, Source? addressee, byte[] frame)
    {
        // What holds one full batch must do; below it batches travel all the same.
        if (frame.Length > from.MaxFrameBytes && from.MaxFrameBytes >= WireLimits.MinFrameBytes)
            throw new InvalidOperationException($"{from} sends a frame of {frame.Length} bytes over a link of {from.MaxFrameBytes}.");
        if (addressee is null) Overheard?.Invoke(frame);
        foreach (var to in _peers)
        {
            if (to == from || !(addressee is null || to.Source == addressee) || !AreNeighbours(from, to) || _cut.Contains((from, to))) continue;
            if (frame.Length > to.MaxFrameBytes && to.MaxFrameBytes >= WireLimits.MinFrameBytes)
            {
                world.See("a frame too large for its link");
                continue;
            }

            if (world.Chance(Loss))
            {
                world.See("a lost frame");
                if (world.IsTraced) world.Trace($"{from} -> {to}: {frame.Length} bytes lost");
                continue;
            }

            Deliver(from, to, frame);
            if (!world.Chance(Duplication)) continue;
            world.See("a frame sent twice");
            Deliver(from, to, frame);
        }
    }

    /// <summary>A frame out of nowhere, for everybody but one.</summary>
    public void Inject(byte[] frame, SimulatedPeer? except)
    {
        foreach (var to in _peers.Where(to => to != except)) to.Receive(frame);
    }

    private bool AreNeighbours(SimulatedPeer from, SimulatedPeer to)
    {
        var (x, y) = (_peers.IndexOf(from), _peers.IndexOf(to));
        return Topology switch
        {
            Topology.Line => Math.Abs(x - y) == 1,
            Topology.Ring => Math.Abs(x - y) is var distance && (distance == 1 || distance == _peers.Count - 1),
            Topology.Star => x == 0 || y == 0,
            _ => true,
        };
    }

    private void Deliver(SimulatedPeer from, SimulatedPeer to, byte[] frame) => world.Schedule(world.Between(0, MaxDelayMilliseconds), () =>
    {
        if (world.IsTraced) world.Trace($"{from} -> {to}: {Describe(frame)}");
        to.Receive(frame);
    });

    private static string Describe(byte[] frame)
    {
        var reader = new CborReader(frame);
        reader.ReadArrayHeader();
        reader.SkipValues(3);
        var type = reader.ReadUInt32();
        var name = type switch
        {
            MessageType.Heartbeat => "heartbeat",
            MessageType.Leave => "leave",
            MessageType.Pull => "pull",
            MessageType.Reply => Describe(ReplyMessage.Read(ref reader)),
            MessageType.Live => $"live ({string.Join(", ", LiveMessage.Read(ref reader).Select(Describe))})",
            MessageType.Probe => "probe",
            MessageType.Proof => "proof",
            _ => "message",
        };
        return $"{name} of {frame.Length} bytes";
    }

    private static string Describe(ReceivedSection section) =>
        $"{section.Source:S} {section.Batches[0].Header.FirstSequence} to {section.Batches[^1].Header.LastSequence}, {section.Batches.Count(batch => !batch.Signature.IsEmpty)} signed";

    private static string Describe(ReplyMessage reply) =>
        $"reply {reply.Request} of {reply.Sections.Sum(section => section.Batches.Length)} batches ({string.Join(", ", reply.Sections.Select(Describe))}) and {reply.Proofs.Length} proofs{(reply.More ? ", more to come," : "")}";
}
