using System.Globalization;

namespace Scuttlegen.Simulation;

/// <summary>Runs many seeds, a thread each.</summary>
internal static class Runs
{
    /// <summary>The one command that runs a seed again and tells everything that happens.</summary>
    public static string Replay(int seed, bool withCopies) => string.Create(
        CultureInfo.InvariantCulture, $"dotnet run -c Release --project tests/Scuttlegen.Simulation -- --first {seed} --seeds 1 {(withCopies ? "--copies " : "")}--trace");

    /// <summary>Runs one seed.</summary>
    /// <returns>What went wrong; <see langword="null"/> if nothing did.</returns>
    public static string? Run(int seed, bool withCopies, Action<string>? trace, out Scenario? scenario)
    {
        scenario = null;
        try
        {
            scenario = new Scenario(seed, withCopies, trace);
            scenario.Run();
            return null;
        }
        catch (Exception exception)
        {
            return string.Create(CultureInfo.InvariantCulture, $"Seed {seed} failed: {exception}\nTo replay it: {Replay(seed, withCopies)}");
        }
    }

    /// <summary>Runs seeds on every core until one fails.</summary>
    /// <returns>What went wrong with each that failed, in the order of seeds.</returns>
    public static IReadOnlyCollection<string> RunAll(int first, int count, bool withCopies = false, Action<int, Scenario>? passed = null)
    {
        var failures = new SortedDictionary<int, string>();
        var gate = new Lock();
        Parallel.For(0, count, (i, loop) =>
        {
            var seed = first + i;
            var failure = Run(seed, withCopies, null, out var scenario);
            lock (gate)
            {
                if (failure is null)
                {
                    passed?.Invoke(seed, scenario!);
                    return;
                }

                failures.Add(seed, failure);
                loop.Break();
            }
        });
        return failures.Values;
    }
}
