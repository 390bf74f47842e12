using System.ComponentModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Scuttlegen.Runtime;

/// <summary>Registers stores for dependency injection. Called by the generated <c>Add…</c> methods.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class StoreServiceCollectionExtensions
{
    /// <summary>
    /// Registers <typeparamref name="TStore"/> as a singleton that the host opens when it starts and the container disposes.
    /// Resolving it before the host has started opens it then and waits.
    /// </summary>
    public static IServiceCollection AddGossipStore<TStore>(
        this IServiceCollection services, Func<IServiceProvider, CancellationToken, ValueTask<TStore>> open)
        where TStore : class, IAsyncDisposable
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(open);
        services.TryAddSingleton(provider => new StoreOpening<TStore>(provider, open));
        services.TryAddSingleton(provider => provider.GetRequiredService<StoreOpening<TStore>>().Task.GetAwaiter().GetResult());
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<StoreOpening<TStore>>());
        return services;
    }

    private sealed class StoreOpening<TStore>(IServiceProvider provider, Func<IServiceProvider, CancellationToken, ValueTask<TStore>> open)
        : IHostedService
        where TStore : class, IAsyncDisposable
    {
        private readonly Lazy<Task<TStore>> _task = new(() => System.Threading.Tasks.Task.Run(() => open(provider, CancellationToken.None).AsTask()));

        public Task<TStore> Task => _task.Value;

        public async Task StartAsync(CancellationToken cancellationToken)
        {
            await Task.WaitAsync(cancellationToken).ConfigureAwait(false);

            // The container disposes what it has resolved: without this, a store that nobody injects would never be.
            provider.GetRequiredService<TStore>();
        }

        public Task StopAsync(CancellationToken cancellationToken) => System.Threading.Tasks.Task.CompletedTask;
    }
}
