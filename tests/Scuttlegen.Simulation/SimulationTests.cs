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

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Peers_converge_and_lose_nothing_when_disks_are_restored_and_copied(int block)
    {
        const int seedsPerBlock = 40;
        var (frozen, changed, reissued) = (0, 0, 0);
        for (var seed = block * seedsPerBlock; seed < (block + 1) * seedsPerBlock; seed++)
        {
            try
            {
                var scenario = new Scenario(seed, withCopies: true);
                scenario.Run();
                frozen += scenario.Count(static happened => happened is FeedFrozen);
                changed += scenario.Count(static happened => happened is IncarnationChanged);
                reissued += scenario.Count(static happened => happened is UpdatesReissued);
            }
            catch (Exception exception)
            {
                Assert.Fail($"Seed {seed} failed: {exception}");
            }
        }

        // Otherwise the scenarios test nothing of it.
        Assert.True(frozen > 10 && changed > 10 && reissued > 5, $"{frozen} feeds frozen, {changed} incarnations changed, {reissued} times re-issued");
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
