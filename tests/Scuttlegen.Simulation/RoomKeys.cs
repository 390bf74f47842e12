using Scuttlegen.Tests;

namespace Scuttlegen.Simulation;

/// <summary>
/// Who has which of a room's keys, and when. Most have the first one from the start; some write with one that nobody else has, some have none and encrypt nothing; now and then somebody goes on with a new one. What
/// they lack comes to them late: while they run, or when they start again.
/// </summary>
internal sealed class RoomKeys(World world, IReadOnlyList<SimulatedPeer> peers)
{
    private readonly List<int> _keys = [0];

    /// <summary>Gives a peer what it has from the start.</summary>
    public void Begin(SimulatedPeer peer)
    {
        if (world.Chance(0.15)) return;
        var key = world.Chance(0.2) ? NewKey() : 0;
        peer.Cipher = new TestCipher(world.Random.Next(), key);
        if (key != 0) world.See("a wrong key");
    }

    public void Schedule(TimeSpan until)
    {
        for (var i = world.Random.Next(4); i > 0; i--) world.Schedule(world.Between(0, (int)until.TotalMilliseconds), Rotate);
        foreach (var peer in peers.Where(_ => world.Chance(0.5))) world.Schedule(world.Between(0, (int)until.TotalMilliseconds), () => Give(peer, _keys[world.Random.Next(_keys.Count)]));
    }

    /// <summary>Gives every peer every key. Those that had none start again.</summary>
    public void GiveAll()
    {
        foreach (var peer in peers)
        {
            foreach (var key in _keys) Give(peer, key);
        }
    }

    private void Rotate()
    {
        var peer = peers[world.Random.Next(peers.Count)];
        if (peer.Cipher is null) return;
        var key = NewKey();
        if (world.IsTraced) world.Trace($"{peer} goes on with the key {key}");
        world.See("a key rotated");
        peer.Cipher.Rotate(key);
        foreach (var other in peers.Where(_ => world.Chance(0.7))) world.Schedule(world.Between(0, 6000), () => Give(other, key));
    }

    private void Give(SimulatedPeer peer, int key)
    {
        if (world.IsTraced) world.Trace($"{peer} is given the key {key}");
        if (peer.Cipher is { } cipher)
        {
            if (cipher.Holds(TestCipher.KeyOf(key))) return;
            cipher.Add(key);
            if (peer.IsUp && peer.Replica.GetStatistics().BatchesUndecryptable > 0) world.See("a key that comes late");
            peer.NoteKeyAdded();
            return;
        }

        if (peer.IsUp && peer.Replica.GetStatistics().BatchesUndecryptable > 0) world.See("a relay that is given a key");
        peer.Crash();
        peer.Cipher = new TestCipher(world.Random.Next(), key);
        world.Schedule(world.Between(1, 1000), peer.Start);
    }

    private int NewKey()
    {
        _keys.Add(_keys.Count);
        return _keys[^1];
    }
}
