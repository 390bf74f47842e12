namespace Scuttlegen.Simulation;

public class EvidenceTests
{
    /// <summary>Only the far end of a line still holds what the author wrote before its disk, and that of the peer between, were put back.</summary>
    [Fact]
    public void An_author_gets_back_what_only_a_peer_beyond_its_neighbour_holds()
    {
        var world = new World(1);
        var network = new FaultyNetwork(world) { Topology = Topology.Line };
        var dispatches = new Dispatches();
        var table = new BoardTable();
        var peers = Enumerable.Range(0, 3).Select(i => new SimulatedPeer(
            world, network, new SimulatedDisk(new Source(PeerId.NewRandom(), 0)), new StoreOptions(), table, dispatches, $"P{i}") { ReachesEveryPeer = false, HasCopies = true }).ToList();
        var (author, between, far) = (peers[0], peers[1], peers[2]);
        var number = 0;
        void DispatchAndWait()
        {
            author.Dispatch(new BoardAction(BoardKind.Added, ++number, number, ""));
            world.RunUntil(world.Now + TimeSpan.FromSeconds(2));
        }

        foreach (var peer in peers) peer.Start();
        DispatchAndWait();
        var (backupOfAuthor, backupOfBetween) = (author.Disk.Copy(), between.Disk.Copy());
        for (var i = 0; i < 3; i++) DispatchAndWait();
        Assert.Equal(4, far.Replica.UpdateCount);

        network.Cut(between, far);
        network.Cut(far, between);
        author.Restore(backupOfAuthor);
        between.Restore(backupOfBetween);
        author.Start();
        between.Start();
        DispatchAndWait();
        Assert.Equal(2, between.Replica.UpdateCount);

        network.HealAll();
        world.RunUntil(world.Now + TimeSpan.FromSeconds(20));
        new Invariants(world, dispatches, peers, withCopies: true).CheckAll(hasForged: false);
        Assert.Equal(5, dispatches.All.Count(dispatched => dispatched.IsAcknowledged));
    }
}
