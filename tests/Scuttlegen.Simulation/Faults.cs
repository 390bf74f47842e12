using Scuttlegen.Wire;

namespace Scuttlegen.Simulation;

/// <summary>What can go wrong, each drawn and put on the world's agenda.</summary>
internal sealed class Faults(World world, FaultyNetwork network, IReadOnlyList<SimulatedPeer> peers, BoardTable newVersion, TimeSpan until)
{
    /// <summary>Whether somebody forged batches: then it is right to speak of forks.</summary>
    public bool HasForged { get; private set; }

    public void Schedule(int count)
    {
        for (; count > 0; count--)
        {
            var (peer, other) = (Pick(), Pick());
            Action fault = world.Random.Next(13) switch
            {
                0 or 1 => () => network.Cut(peer, other),
                2 or 3 => network.HealAll,
                4 or 5 or 6 => () => Crash(peer),
                7 => () => Unplug(peer),
                8 => () => peer.Sleep(world.Between(1, 4000)),
                9 => () => JumpClocks(peer),
                10 => () => Upgrade(peer),
                11 => () => peer.IsDiskFull = true,
                _ => () => Forge(peer, other),
            };
            world.Schedule(world.Between(0, (int)until.TotalMilliseconds), fault);
        }
    }

    private void Crash(SimulatedPeer peer)
    {
        peer.Crash();
        world.Schedule(world.Between(1, 5000), peer.Start);
    }

    private void Unplug(SimulatedPeer peer)
    {
        world.See("a plug pulled");
        peer.Unplug();
        world.Schedule(world.Between(1, 5000), peer.Plug);
    }

    private void JumpClocks(SimulatedPeer peer)
    {
        // A user sets the clock, by days or years, before 1970 too; a machine wakes up after a week.
        var wallClock = TimeSpan.FromDays((world.Random.NextDouble() - 0.5) * (world.Chance(0.2) ? 60_000 : 2));
        var monotonic = world.Chance(0.5) ? TimeSpan.FromSeconds(world.Random.NextDouble() * (world.Chance(0.2) ? 600_000 : 10)) : TimeSpan.Zero;
        world.See("a clock that jumps");
        peer.JumpClocks(wallClock, monotonic);
    }

    private void Upgrade(SimulatedPeer peer)
    {
        peer.Crash();
        peer.Table = newVersion;
        world.Schedule(world.Between(1, 1000), peer.Start);
    }

    /// <summary>A batch under another's name that would fit but for the chain hash, which who made it did not know.</summary>
    private void Forge(SimulatedPeer victim, SimulatedPeer impostor)
    {
        HasForged = true;
        var builder = new BatchBuilder();
        builder.TryAdd(newVersion.Kinds[0], 1_000_000, 0, [0x83, 0x01, 0x01, 0x60]);
        var first = victim.Disk.LastOwnSequence + 1;
        var forged = new Feed(SimulatedPeer.Store, victim.Source, 0);
        for (ulong sequence = 1; sequence < first; sequence++) Append(Filler(sequence));
        Append(builder.Seal(first));
        if (first == 1) return;
        world.See("a forged batch");
        if (world.IsTraced) world.Trace($"somebody forges sequence {first} of {victim} in the name of {impostor}");
        network.Inject(LiveMessage.ToFrame(SimulatedPeer.Store, impostor.Source, new Section(forged, forged.BatchCount - 1, 1)), except: victim);

        void Append(Batch batch) => forged.Append(batch, forged.Head.Next(batch.HeaderBytes, batch.BodyBytes));
    }

    private Batch Filler(ulong sequence)
    {
        var builder = new BatchBuilder();
        builder.TryAdd(newVersion.Kinds[0], sequence, 0, [0x83, 0x00, 0x00, 0x60]);
        return builder.Seal(sequence);
    }

    private SimulatedPeer Pick() => peers[world.Random.Next(peers.Count)];
}
