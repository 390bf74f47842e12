using Scuttlegen;

namespace Counter;

internal static class Waiting
{
    /// <summary>Completes when <paramref name="condition"/> holds, judged now and after each change of the store.</summary>
    public static async Task WhenAsync<TState>(this Store<TState> store, Func<bool> condition, CancellationToken cancellationToken)
    {
        var holds = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = store.Subscribe(_ =>
        {
            if (condition()) holds.TrySetResult();
        });
        if (condition()) holds.TrySetResult();
        await holds.Task.WaitAsync(cancellationToken);
    }
}
