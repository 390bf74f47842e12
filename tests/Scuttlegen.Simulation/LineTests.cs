namespace Scuttlegen.Simulation;

/// <summary>What the ancestor, redux-scuttlebutt, cannot do: peers in a line there agree only if nothing is ever lost or overtaken, and never again once it was.</summary>
public class LineTests
{
    [Theory]
    [InlineData(0.01, 1)]
    [InlineData(0.0, 200)]
    [InlineData(0.01, 200)]
    public void Five_peers_in_a_line_agree_though_a_hundredth_is_lost_or_messages_overtake_one_another(double loss, int maxDelayMilliseconds)
    {
        var world = new World(1);
        var network = new FaultyNetwork(world) { Topology = Topology.Line, Loss = loss, MaxDelayMilliseconds = maxDelayMilliseconds };
        var dispatches = new Dispatches();
        var table = new BoardTable();
        var peers = Enumerable.Range(0, 5).Select(i =>
        {
            var identity = new byte[PeerId.Size];
            world.Random.NextBytes(identity);
            return new SimulatedPeer(world, network, new SimulatedDisk(new Source(new PeerId(identity), 0)), new StoreOptions(), table, dispatches, $"P{i}") { ReachesEveryPeer = false };
        }).ToList();
        var number = 0;
        foreach (var peer in peers)
        {
            peer.Start();
            for (var i = 0; i < 200; i++)
            {
                var action = new BoardAction((BoardKind)(i % 9), ++number, i % 7, "");
                world.Schedule(world.Between(0, 20_000), () => peer.Dispatch(action));
            }
        }

        // The links stay as they are: nothing is repaired for the sake of the test.
        world.RunUntil(TimeSpan.FromSeconds(40));
        new Invariants(world, dispatches, peers).CheckAll(hasForged: false);
        Assert.Equal(1000, dispatches.Count);
    }
}
