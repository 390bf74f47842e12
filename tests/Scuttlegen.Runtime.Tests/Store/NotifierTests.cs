using Microsoft.Extensions.Logging.Abstractions;

namespace Scuttlegen.Tests;

public class NotifierTests
{
    [Fact]
    public async Task A_state_published_while_another_is_told_is_told_next_and_each_once()
    {
        object published = 0;
        var told = new List<int>();
        var last = new TaskCompletionSource();
        Notifier<int>? notifier = null;
        notifier = new Notifier<int>(() => Volatile.Read(ref published), NullLogger.Instance);
        using var subscription = notifier.Subscribe(
            state =>
            {
                told.Add(state);
                if (state == 3) last.SetResult();
                else Publish(state + 1);
            },
            Delivery.Batched);
        Publish(1);
        await last.Task.WaitAsync(TestContext.Current.CancellationToken);
        notifier.StateChanged();
        await notifier.DisposeAsync();
        Assert.Equal([1, 2, 3], told);

        void Publish(int state)
        {
            Volatile.Write(ref published, state);
            notifier!.StateChanged();
        }
    }
}
