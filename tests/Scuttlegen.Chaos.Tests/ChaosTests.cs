using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Scuttlegen.Tests.Shared;

namespace Scuttlegen.Chaos.Tests;

/// <summary>
/// Five processes with logs on disk over a real nats-server, peers and server killed at random. Takes some fifteen seconds;
/// <c>SCUTTLEGEN_CHAOS_SECONDS=60</c> gives it a minute, <c>SCUTTLEGEN_CHAOS_SEED</c> another schedule.
/// </summary>
public sealed class ChaosTests : IDisposable
{
    private const int Peers = 5;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("scuttlegen-chaos-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Five_processes_agree_on_everything_acknowledged_after_kills_of_peers_and_server()
    {
        var seconds = Setting("SCUTTLEGEN_CHAOS_SECONDS", 15);
        var seed = Setting("SCUTTLEGEN_CHAOS_SEED", Random.Shared.Next());
        var random = new Random(seed);
        var acknowledged = new ConcurrentQueue<string>();
        var (peersKilled, serverKilled) = (0, 0);
        await using var server = await NatsServer.StartAsync();
        var peers = new PeerProcess?[Peers];
        try
        {
            for (var i = 0; i < Peers; i++) peers[i] = await StartAsync(i);
            await ForAllAsync(peer => peer.SayAsync("go"));

            var isUp = true;
            for (var time = Stopwatch.StartNew(); time.Elapsed.TotalSeconds < seconds;)
            {
                // The one place where time is waited for: it paces the chaos. Nothing below relies on it.
                await Task.Delay(random.Next(50, 500), Cancel);
                var victim = random.Next(Peers);
                switch (random.Next(5))
                {
                    case 0 when isUp:
                        await server.StopAsync();
                        serverKilled++;
                        isUp = false;
                        break;
                    case 0 or 1 when !isUp:
                        await server.ComeUpAsync();
                        isUp = true;
                        break;
                    case var _ when peers[victim] is { } alive:
                        await alive.KillAsync();
                        await alive.DisposeAsync();
                        peers[victim] = null;
                        peersKilled++;
                        break;
                    default:
                        peers[victim] = await StartAsync(victim);
                        await peers[victim]!.SayAsync("go");
                        break;
                }
            }

            if (!isUp) await server.ComeUpAsync();
            for (var i = 0; i < Peers; i++) peers[i] ??= await StartAsync(i);
            await ForAllAsync(peer => peer.AskAsync("quiet", "quiet"));
            await AgreeAsync(peers, acknowledged.Count);

            var dumps = Enumerable.Range(0, Peers).Select(i => Path.Combine(_folder.FullName, $"dump{i}")).ToList();
            for (var i = 0; i < Peers; i++) await peers[i]!.AskAsync($"dump {dumps[i]}", "dumped");
            var history = await File.ReadAllTextAsync(dumps[0], Cancel);
            foreach (var dump in dumps) Assert.Equal(history, await File.ReadAllTextAsync(dump, Cancel));

            var occurrences = history.Split('\n', StringSplitOptions.RemoveEmptyEntries).CountBy(static line => line.Split(' ')[1].Trim()).ToDictionary();
            Assert.All(occurrences, static update => Assert.Equal(1, update.Value));
            Assert.All(acknowledged, id => Assert.True(occurrences.ContainsKey(id), $"{id} was acknowledged and is lost."));
            Assert.True(acknowledged.Count > 100, $"Only {acknowledged.Count} updates were acknowledged.");
            foreach (var peer in peers) Assert.DoesNotContain(peer!.Errors, static line => line.Contains("two branches", StringComparison.Ordinal));
            await ForAllAsync(peer => peer.QuitAsync());
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"Seed {seed}: {acknowledged.Count} acknowledged, {occurrences.Count} in every history, {peersKilled} peers and {serverKilled} servers killed in {seconds} s.");
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new InvalidOperationException(
                $"With seed {seed} (SCUTTLEGEN_CHAOS_SEED), {peersKilled} peers and {serverKilled} servers killed: {exception.Message}", exception);
        }
        finally
        {
            foreach (var peer in peers)
            {
                if (peer is not null) await peer.DisposeAsync();
            }
        }

        Task<PeerProcess> StartAsync(int peer) => PeerProcess.StartAsync(
            acknowledged, Path.Combine(_folder.FullName, $"peer{peer}.db"), server.Url, $"peer{peer}", random.Next().ToString(CultureInfo.InvariantCulture));

        Task ForAllAsync(Func<PeerProcess, Task> act) => Task.WhenAll(peers.Select(peer => act(peer!)));
    }

    /// <summary>Waits until all say the same, and it is at least what was acknowledged.</summary>
    private static async Task AgreeAsync(PeerProcess?[] peers, int acknowledged)
    {
        for (var waited = Stopwatch.StartNew(); ;)
        {
            var states = await Task.WhenAll(peers.Select(peer => peer!.AskAsync("state", "state ")));
            if (states.Distinct().Count() == 1 && int.Parse(states[0].Split(' ')[1], CultureInfo.InvariantCulture) >= acknowledged) return;
            if (waited.Elapsed > Patience)
            {
                Assert.Fail(
                    $"They do not agree within {Patience}; {acknowledged} updates were acknowledged.\n{string.Join('\n', states)}\n{string.Join('\n', peers.SelectMany(peer => peer!.Errors.TakeLast(20)))}");
            }

            // Leaves the processors to those who are asked.
            await Task.Delay(10, Cancel);
        }
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
