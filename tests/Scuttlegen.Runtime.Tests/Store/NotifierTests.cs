using Microsoft.Extensions.Logging.Abstractions;

namespace Scuttlegen.Tests;

public class NotifierTests
{
    /// <summary>Whichever of state and version is read first is read before the change, the other after it.</summary>
    [Fact]
    public async Task A_state_published_while_it_is_read_is_told()
    {
        var (state, version, reads, told) = (0, 1L, 0, -1);

        // The notifier's first round is of version 1; the change comes between its two reads.
        T Read<T>(Func<T> value)
        {
            var result = value();
            if (++reads == 1) (state, version) = (1, 2);
            return result;
        }

        var notifier = new Notifier<int>(() => Read(() => state), () => Read(() => version), NullLogger.Instance);
        using var subscription = notifier.Subscribe(it => told = it);
        notifier.StateChanged();
        await notifier.DisposeAsync();
        Assert.Equal(1, told);
    }
}
