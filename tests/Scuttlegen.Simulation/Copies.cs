namespace Scuttlegen.Simulation;

/// <summary>Disks that are restored from backups, and copied to second machines.</summary>
/// <param name="world">Where it happens.</param>
/// <param name="network">What connects them.</param>
/// <param name="peers">Who is there already.</param>
/// <param name="dispatches">What was dispatched.</param>
/// <param name="addPeer">Makes another peer of a disk.</param>
/// <param name="dispatch">Lets a peer dispatch something.</param>
internal sealed class Copies(
    World world, FaultyNetwork network, IReadOnlyList<SimulatedPeer> peers, Dispatches dispatches, Func<SimulatedDisk, SimulatedPeer> addPeer, Action<SimulatedPeer> dispatch)
{
    public void Schedule(TimeSpan until)
    {
        for (var i = world.Random.Next(1, 5); i > 0; i--)
        {
            var peer = peers[world.Random.Next(peers.Count)];
            var backupAt = world.Between(0, (int)until.TotalMilliseconds);
            var usedAt = backupAt + world.Between(0, 8000);
            if (usedAt > until) usedAt = until;
            var isClone = world.Chance(0.4);
            SimulatedDisk? backup = null;
            world.Schedule(backupAt, () => backup = peer.Disk.Copy());
            world.Schedule(usedAt, () =>
            {
                if (isClone) StartClone(backup!);
                else Restore(peer, backup!);
            });
        }
    }

    private void Restore(SimulatedPeer peer, SimulatedDisk backup)
    {
        world.See("a restored backup");
        peer.Restore(backup);
        var held = peers.SelectMany(other => other.Disk.Vouched(other.IsSigned)).SelectMany(SimulatedDisk.NumbersIn).ToHashSet();
        foreach (var dispatched in dispatches.All.Where(dispatched => !held.Contains(dispatched.Action.Number))) dispatched.IsGone = true;
        world.Schedule(world.Between(0, 3000), peer.Start);
    }

    /// <summary>A second machine with the same disk; at times it cannot reach the first.</summary>
    private void StartClone(SimulatedDisk disk)
    {
        world.See("a cloned disk");
        var clone = addPeer(disk);
        foreach (var other in peers.Where(other => other != clone && world.Chance(0.5)))
        {
            network.Cut(clone, other);
            network.Cut(other, clone);
        }

        clone.Start();
        for (var i = world.Random.Next(0, 30); i > 0; i--) world.Schedule(world.Between(0, 5000), () => dispatch(clone));
    }
}
