namespace Scuttlegen.Simulation;

public class SimulationTests
{
    public static TheoryData<int> Blocks => [.. Enumerable.Range(0, 10)];

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Peers_converge_and_lose_nothing_whatever_the_network_does(int block)
    {
        const int seedsPerBlock = 30;
        for (var seed = block * seedsPerBlock; seed < (block + 1) * seedsPerBlock; seed++)
        {
            try
            {
                new Scenario(seed).Run();
            }
            catch (Exception exception)
            {
                Assert.Fail($"Seed {seed} failed: {exception}");
            }
        }
    }

    [Fact]
    public void A_seed_replays_to_the_same_history()
    {
        var scenarios = new[] { new Scenario(7), new Scenario(7) };
        foreach (var scenario in scenarios) scenario.Run();
        Assert.Equal(scenarios[0].Digest(), scenarios[1].Digest());
    }
}
