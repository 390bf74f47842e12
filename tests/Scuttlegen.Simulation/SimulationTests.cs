namespace Scuttlegen.Simulation;

public class SimulationTests
{
    public static TheoryData<int> Blocks => [.. Enumerable.Range(0, 10)];

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Peers_converge_and_lose_nothing_whatever_the_network_does(int block)
    {
        const int seedsPerBlock = 100;
        Assert.Empty(Runs.RunAll(block * seedsPerBlock, seedsPerBlock));
    }

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Peers_converge_and_lose_nothing_when_disks_are_restored_and_copied(int block)
    {
        const int seedsPerBlock = 40;
        var seen = new HashSet<string>();
        Assert.Empty(Runs.RunAll(block * seedsPerBlock, seedsPerBlock, withCopies: true, (_, scenario) => seen.UnionWith(scenario.Seen.Keys)));
        string[] expected = ["a cloned disk", "a feed frozen", "a restored backup", "an incarnation changed", "updates issued again"];
        Assert.Empty(expected.Except(seen));
    }

    /// <summary>Otherwise the scenarios test nothing of it.</summary>
    [Fact]
    public void Every_fault_and_every_topology_happens()
    {
        var seen = new HashSet<string>();
        Runs.RunAll(0, 200, passed: (_, scenario) => seen.UnionWith(scenario.Seen.Keys));
        string[] expected =
        [
            "a clock that jumps", "a key rotated", "a key that comes late", "a relay that is given a key", "a wrong key", "updates that cannot be read yet", "a crash after storing, before it was told", "a forged batch", "a frame sent twice", "a frame too large for its link", "a full disk", "a full inbox",
            "a lost frame", "a plug pulled", "attacked with a batch cut out of its feed", "attacked with a batch in another's name", "attacked with a batch sent again", "attacked with a batch without its signature",
            "attacked with a damaged signature", "attacked with a forged proof", "attacked with a heartbeat in another's name", "attacked with a pull that knows too much", "attacked with a time far ahead, forged",
            "attacked with a time far ahead, signed", "attacked with the next batch forged", "a reducer that throws", "a state hash told", "a torn tail", "an admission that says not yet", "an admission that says yes", "an unknown kind", "the topology All", "the topology Line", "the topology Ring",
            "the topology Star", "updates lost that nobody was told are safe", "updates replayed", "updates rewound",
        ];
        Assert.Empty(expected.Except(seen));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_seed_replays_to_the_same_history(bool withCopies)
    {
        var scenarios = new[] { new Scenario(7, withCopies), new Scenario(7, withCopies) };
        foreach (var scenario in scenarios) scenario.Run();
        Assert.Equal(scenarios[0].Digest(), scenarios[1].Digest());
    }
}
