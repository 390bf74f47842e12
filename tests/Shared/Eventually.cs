using System.Diagnostics;

namespace Scuttlegen.Tests;

/// <summary>Waits for a condition that other threads bring about.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task Holds(Func<bool> condition, Func<string>? describe = null)
    {
        for (var waited = Stopwatch.StartNew(); !condition();)
        {
            Assert.True(waited.Elapsed < Patience, $"The condition did not hold within {Patience}. {describe?.Invoke()}");
            await Task.Yield();
            Thread.Yield();
        }
    }
}
